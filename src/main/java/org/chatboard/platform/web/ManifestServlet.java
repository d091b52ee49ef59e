package org.chatboard.platform.web;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.JsonText;

/**
 * Serves the web app manifest, {@code /resources/manifest/de.webmanifest}. There is one for each language, because a browser
 * requests it without cookies. All of them install the same application, because their {@code id} is the same.
 */
@WebServlet("/resources/manifest/*")
public class ManifestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String EXTENSION = ".webmanifest";
    private static final String PAPER = "#f4f1ea"; // the same value as in tokens.css

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Language> language = Optional.ofNullable(request.getPathInfo())
                .filter(path -> path.endsWith(EXTENSION))
                .flatMap(path -> Language.of(path.substring(1, path.length() - EXTENSION.length())));
        if (language.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] text = JsonText.write(manifest(language.get())).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/manifest+json;charset=UTF-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private static JsonObject manifest(Language language) {
        JsonArrayBuilder icons = JsonText.PROVIDER
                .createArrayBuilder()
                .add(icon("favicon.svg", "any", "image/svg+xml", "any"))
                .add(icon("icon-192.png", "192x192", "image/png", "any"))
                .add(icon("icon-512.png", "512x512", "image/png", "any"))
                .add(icon("icon-maskable.png", "512x512", "image/png", "maskable"));
        JsonObjectBuilder settings = JsonText.PROVIDER
                .createObjectBuilder()
                .add("name", Translations.in(language, "settings.title"))
                .add("url", "/settings");
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("id", "/")
                .add("name", "ChatBoard")
                .add("short_name", "ChatBoard")
                .add("description", Translations.in(language, "manifest.description"))
                .add("lang", language.tag())
                .add("dir", "ltr")
                .add("start_url", "/dashboard")
                .add("scope", "/")
                .add("display", "standalone")
                .add("background_color", PAPER)
                .add("theme_color", PAPER)
                .add("icons", icons)
                .add("shortcuts", JsonText.PROVIDER.createArrayBuilder().add(settings))
                .build();
    }

    private static JsonObjectBuilder icon(String file, String sizes, String type, String purpose) {
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("src", "/resources/icons/" + file)
                .add("sizes", sizes)
                .add("type", type)
                .add("purpose", purpose);
    }
}
