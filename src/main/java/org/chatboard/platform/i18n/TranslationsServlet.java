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
import java.util.Objects;
import java.util.Optional;
import org.chatboard.platform.support.JsonText;

/**
 * Gives scripts their sentences: {@code /resources/js/sentences/de.js}, a plain script that runs before the modules. A file of its
 * own and not a part of the page, since the browser keeps it and it may be compressed, which a page may not.
 */
@WebServlet("/resources/js/sentences/*")
public class TranslationsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Map<Language, Script> scripts = new EnumMap<>(Language.class);

    private record Script(byte[] text, String tag) {}

    @Override
    public void init() {
        for (Language language : Language.values()) {
            JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder();
            Translations.ofScripts(language).forEach(json::add);
            String text = "globalThis.chatBoardSentences = " + JsonText.write(json.build()) + ";\n";
            String tag = "\"%08x-%d\"".formatted(text.hashCode(), text.length());
            scripts.put(language, new Script(text.getBytes(StandardCharsets.UTF_8), tag));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Script> script = Optional.ofNullable(request.getPathInfo())
                .filter(path -> path.endsWith(".js"))
                .flatMap(path -> Language.of(path.substring(1, path.length() - ".js".length())))
                .map(scripts::get);
        if (script.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("ETag", script.get().tag());
        if (Objects.equals(script.get().tag(), request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/javascript;charset=UTF-8");
        response.setContentLength(script.get().text().length);
        response.getOutputStream().write(script.get().text());
    }
}
