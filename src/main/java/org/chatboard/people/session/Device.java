package org.chatboard.people.session;

import java.util.List;
import org.chatboard.platform.i18n.Translations;

/**
 * The browser and the system that a sign-in was made with.
 *
 * @param browser such as {@code Firefox}; null if unknown
 * @param system such as {@code Windows}; null if unknown
 */
public record Device(String browser, String system) {
    /** Characters of a {@code User-Agent} that are read. Those of browsers have about 150. */
    private static final int READ = 512;

    /** The most specific mark first: most browsers also have the marks of those that follow. */
    private static final List<Mark> BROWSERS = List.of(
            new Mark("Edg/", "Edge"),
            new Mark("EdgA/", "Edge"),
            new Mark("EdgiOS/", "Edge"),
            new Mark("OPR/", "Opera"),
            new Mark("SamsungBrowser/", "Samsung Internet"),
            new Mark("Vivaldi/", "Vivaldi"),
            new Mark("Firefox/", "Firefox"),
            new Mark("FxiOS/", "Firefox"),
            new Mark("Chrome/", "Chrome"),
            new Mark("CriOS/", "Chrome"),
            new Mark("Safari/", "Safari"),
            new Mark("curl/", "curl"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("iPhone", "iOS"),
            new Mark("iPad", "iPadOS"),
            new Mark("Android", "Android"),
            new Mark("Windows", "Windows"),
            new Mark("CrOS", "ChromeOS"),
            new Mark("Macintosh", "macOS"),
            new Mark("Linux", "Linux"));

    /** A text in a {@code User-Agent}, and the name of the browser or system that has it. */
    private record Mark(String text, String name) {}

    /**
     * Recognises a device. Only the names above result, so that nothing that a client sends is stored or shown.
     *
     * @param userAgent the header {@code User-Agent}, not validated; null if the request has none
     */
    public static Device of(String userAgent) {
        String text = userAgent == null ? "" : userAgent.substring(0, Math.min(READ, userAgent.length()));
        return new Device(name(BROWSERS, text), name(SYSTEMS, text));
    }

    private static String name(List<Mark> marks, String userAgent) {
        return marks.stream()
                .filter(mark -> userAgent.contains(mark.text()))
                .map(Mark::name)
                .findFirst()
                .orElse(null);
    }

    /** {@return the device in the current thread's language, such as "Firefox on Windows"} */
    public String describe() {
        if (browser != null && system != null) {
            return Translations.text("signIns.device", browser, system);
        }
        if (browser == null && system == null) {
            return Translations.text("signIns.device.unknown");
        }
        return browser == null ? system : browser;
    }
}
