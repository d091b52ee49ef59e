package org.chatboard.platform.i18n;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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

    private static final Pattern PATH = Pattern.compile("/" + WebVersion.VALUE + "/(\\w+)\\.js");

    private final transient Map<Language, byte[]> scripts = new EnumMap<>(Language.class);

    @Override
    public void init() {
        for (Language language : Language.values()) {
            JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder();
            Translations.ofScripts(language).forEach(json::add);
            String text = "globalThis.chatBoardTranslations = " + JsonText.write(json.build()) + ";\n";
            scripts.put(language, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] script = Optional.ofNullable(request.getPathInfo())
                .map(PATH::matcher)
                .filter(Matcher::matches)
                .flatMap(path -> Language.of(path.group(1)))
                .map(scripts::get)
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
