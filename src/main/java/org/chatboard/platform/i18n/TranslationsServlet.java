package org.chatboard.platform.i18n;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.platform.support.JsonText;
import org.chatboard.platform.support.WebVersion;

/**
 * Serves the texts of the browser's scripts: {@code /resources/translations/}version{@code /de.js}, a classic script that runs
 * before the modules. It is a file of its own because the browser can cache it and the server can compress it. Pages are neither
 * cached nor compressed.
 */
@WebServlet("/resources/translations/*")
public class TranslationsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /**
     * Beginnings of the keys of the texts that a board does not show at first: those of the dialogs and the panel of rooms, of the dialog of
     * invitations, of the test page, of the test notification, of pictures that one chooses, of files that are not sent yet, of the viewer of
     * pictures, of the recorder of voice notes, and of the page of search. A file of its own for each, such as {@code invite-de.js}, adds
     * them to the others where they are needed.
     */
    private static final List<String> SELDOM =
            List.of("invite", "panel", "picture", "recorder", "rooms", "search", "test", "upload", "viewer");

    private static final Pattern PATH =
            Pattern.compile("/" + WebVersion.VALUE + "/((?:(?:" + String.join("|", SELDOM) + ")-)?\\w+)\\.js");

    private final transient Map<String, byte[]> scripts = new HashMap<>();

    @Override
    public void init() {
        for (Language language : Language.values()) {
            put(language.tag(), "globalThis.chatBoardTranslations = %s;\n", language, key -> SELDOM.stream()
                    .noneMatch(seldom -> key.startsWith(seldom + ".")));
            for (String seldom : SELDOM) {
                put(
                        seldom + "-" + language.tag(),
                        "Object.assign(globalThis.chatBoardTranslations, %s);\n",
                        language,
                        key -> key.startsWith(seldom + "."));
            }
        }
    }

    private void put(String name, String statement, Language language, Predicate<String> selected) {
        JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder();
        Translations.ofScripts(language, selected).forEach(json::add);
        scripts.put(name, statement.formatted(JsonText.write(json.build())).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] script = Optional.ofNullable(request.getPathInfo())
                .map(PATH::matcher)
                .filter(Matcher::matches)
                .map(path -> scripts.get(path.group(1)))
                .orElse(null);
        if (script == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", WebVersion.CACHED_FOR_EVER);
        response.setContentType("text/javascript;charset=UTF-8");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }
}
