package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.chat.RouteAccessIT.RouteRow;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Each REST route with an id in its path, if the id is none: it answers as if nothing has this id. */
@WithTestServer
class PathIdIT {
    private static final List<String> BAD_IDS =
            List.of("x", "0", "-1", "+1", "1.0", "1e1", "9999999999999999999", "%D9%A1");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private final TestServer board;

    PathIdIT(TestServer board) {
        this.board = board;
    }

    @Test
    void findsNothingForAnIdThatIsNone() {
        Member administrator = board.administrator();
        RouteAccessIT.ADMIN_ROUTES.forEach(
                (route, row) -> assertNothingFound(administrator, route, row, new Cast(board)));
        RouteAccessIT.ROUTES.forEach((route, row) -> {
            Cast cast = new Cast(board);
            assertNothingFound(cast.owner, route, row, cast);
        });
    }

    private static void assertNothingFound(Member member, String route, RouteRow row, Cast cast) {
        PLACEHOLDER.matcher(route).results().forEach(placeholder -> {
            for (String id : BAD_IDS) {
                String path = RouteAccessIT.path(route.replace(placeholder.group(), id), cast);
                Answer answer = RouteAccessIT.ask(member.rest(), path, row);
                if (route.startsWith("HEAD ")) {
                    assertThat(answer.status()).as(path).isEqualTo(404);
                } else {
                    assertProblem(answer, 404, path);
                }
            }
        });
    }

    /** The account in the path of a member may be {@code me}, so it is a text, as is the random id of an upload. The container describes a long as {@code number}. */
    @Test
    void describesEachIdAsANumber() {
        Answer answer = board.newMember().rest().get("/openapi?format=JSON");
        List<String> texts = new ArrayList<>();
        answer.json().getJsonObject("paths").forEach((path, operations) -> operations
                .asJsonObject()
                .forEach((method, operation) -> parameters(operation.asJsonObject()).stream()
                        .filter(each -> each.getString("in").equals("path"))
                        .map(each -> path + " " + each.getString("name") + ": "
                                + each.getJsonObject("schema").getString("type"))
                        .filter(each -> !each.endsWith(": number"))
                        .forEach(texts::add)));
        assertThat(texts)
                .isNotEmpty()
                .allMatch(each -> each.endsWith("/members/{account} account: string")
                        || each.endsWith("/{upload} upload: string"));
    }

    private static List<JsonObject> parameters(JsonObject operation) {
        return operation.containsKey("parameters")
                ? operation.getJsonArray("parameters").getValuesAs(JsonObject.class)
                : List.of();
    }
}
