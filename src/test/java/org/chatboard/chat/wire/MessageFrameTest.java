package org.chatboard.chat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.wire.ServerFrameTest.ANN;
import static org.chatboard.chat.wire.ServerFrameTest.ANN_JSON;
import static org.chatboard.chat.wire.ServerFrameTest.TIME;
import static org.chatboard.chat.wire.ServerFrameTest.WIRE_TIME;
import static org.chatboard.chat.wire.ServerFrameTest.is;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.chatboard.chat.page.ConversationBacking;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.message.Attachments;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.Quote;
import org.chatboard.conversation.message.ReactionGroup;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.people.account.Person;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.Test;

/** Checks the fields of messages and changes in JSON. The expected fields are those of {@code docs/protocol.md}. */
class MessageFrameTest {
    private static MessageDto message(String text) {
        return message(text, TIME, null, null, MessageDto.Updates.NONE, null);
    }

    private static MessageDto message(
            String text, Instant sentAt, Long replyTo, Quote quote, MessageDto.Updates updates, RoomEvent event) {
        return new MessageDto(
                11, 7, 3, 2, ANN, "c-1", text, sentAt, replyTo, quote, updates, event, Mentions.NONE, Attachments.NONE);
    }

    @Test
    void messageCarriesTheCidForItsSenderOnly() {
        is(
                ServerFrame.message(message("a\"b\n\u2028"), true),
                "type",
                "message",
                "room",
                7,
                "seq",
                3,
                "id",
                11,
                "sender",
                ANN_JSON,
                "message",
                "a\"b\n\u2028",
                "sentAt",
                WIRE_TIME,
                "cid",
                "c-1");
        assertThat(Json.parse(ServerFrame.message(message("x"), false))).doesNotContainKey("cid");
    }

    @Test
    void pageAndFrameFormatAWholeSecondAlike() {
        MessageDto message =
                message("x", Instant.parse("2026-11-23T15:28:39Z"), null, null, MessageDto.Updates.NONE, null);
        assertThat(new ConversationBacking().sentAt(message))
                .isEqualTo(Json.parse(ServerFrame.message(message, false)).getString("sentAt"))
                .isEqualTo("2026-11-23T15:28:39.000Z");
    }

    @Test
    void messageCarriesItsStateAfterChanges() {
        MessageDto changed = message("", TIME, 9L, null, new MessageDto.Updates(TIME, TIME, 12L, List.of()), null);
        is(
                ServerFrame.message(changed, false),
                "type",
                "message",
                "room",
                7,
                "seq",
                3,
                "id",
                11,
                "sender",
                ANN_JSON,
                "message",
                "",
                "sentAt",
                WIRE_TIME,
                "replyTo",
                9,
                "editedAt",
                WIRE_TIME,
                "deletedAt",
                WIRE_TIME,
                "changeSeq",
                12);
    }

    @Test
    void messageCarriesQuoteAndReactions() {
        List<ReactionGroup> reactions = List.of(
                new ReactionGroup("\uD83D\uDC4D", List.of(5L, 6L)), new ReactionGroup("\u2764\uFE0F", List.of(6L)));
        Quote quote = new Quote(9, 2, ANN, "parent", null, 0);
        MessageDto answer = message("x", TIME, 9L, quote, new MessageDto.Updates(null, null, 12L, reactions), null);
        JsonObject frame = Json.parse(ServerFrame.message(answer, false));
        assertThat(frame.getJsonObject("quote"))
                .isEqualTo(Json.of("id", 9, "seq", 2, "sender", ANN_JSON, "message", "parent"));
        assertThat(frame.getJsonArray("reactions").getValuesAs(JsonObject.class))
                .containsExactly(
                        Json.of("emoji", "\uD83D\uDC4D", "accounts", List.of(5, 6)),
                        Json.of("emoji", "\u2764\uFE0F", "accounts", List.of(6)));
        assertThat(frame).doesNotContainKeys("editedAt", "deletedAt");
        Quote gone = new Quote(9, 2, ANN, "", TIME, 0);
        MessageDto toGone = message("x", TIME, 9L, gone, MessageDto.Updates.NONE, null);
        assertThat(Json.parse(ServerFrame.message(toGone, false)).getJsonObject("quote"))
                .isEqualTo(Json.of("id", 9, "seq", 2, "sender", ANN_JSON, "message", "", "deletedAt", WIRE_TIME));
    }

    @Test
    void changeCarriesTheWholeMessage() {
        String frame = ServerFrame.change(12, ChangeKind.REACTION, message("x"), true);
        JsonObject state = Json.parse(ServerFrame.state(message("x"), true));
        is(frame, "type", "change", "room", 7, "seq", 12, "kind", "reaction", "id", 11, "state", state);
        assertThat(state).containsKey("cid").doesNotContainKey("type");
        assertThat(ServerFrame.change(12, ChangeKind.EDIT, message("x"), false)).doesNotContain("c-1");
    }

    @Test
    void pageCarriesTheCidsOfTheReaderOnly() {
        MessagePage page = new MessagePage(7, List.of(message("x")), 3, 4, true, List.of());
        JsonObject own = Json.parse(ServerFrame.page(page, 5));
        assertThat(own.getJsonArray("messages").getJsonObject(0))
                .containsKey("cid")
                .doesNotContainKey("type");
        assertThat(own.getInt("from")).isEqualTo(3);
        assertThat(own.getInt("to")).isEqualTo(4);
        assertThat(own.getBoolean("more")).isTrue();
        assertThat(Json.parse(ServerFrame.pageFields(page, 6))).doesNotContainKey("type");
        assertThat(ServerFrame.pageFields(page, 6)).doesNotContain("c-1");
    }

    @Test
    void aLineThatTellsOfAChangeOfTheRoomHasNoText() {
        Person ben = new Person(6, "ben", "Ben");
        MessageDto added =
                message("", TIME, null, null, MessageDto.Updates.NONE, new RoomEvent(RoomEvent.Kind.ADDED, ben, ""));
        JsonObject frame = Json.parse(ServerFrame.message(added, false));
        assertThat(frame.getString("message")).isEmpty();
        assertThat(frame.getJsonObject("event"))
                .isEqualTo(
                        Json.of("kind", "added", "subject", Json.of("id", 6, "username", "ben", "displayName", "Ben")));
    }
}
