package org.chatboard.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.platform.web.UntranslatedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message bundles have the same keys in every language, and exactly the keys that the sources use. */
class BundlesTest {
    private static final Path BUNDLES = Path.of("src", "main", "resources", "org", "chatboard");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)[^{}]*(?:\\{\\w+}[^{}]*)*}");
    private static final Pattern FORM = Pattern.compile("^(script\\..+)\\.(one|other)$");

    private static final String JAVA = "java";
    private static final String PAGES = "xhtml";
    private static final String SCRIPTS = "js";

    @ParameterizedTest
    @ValueSource(strings = {"_de", "_tr"})
    void haveTheSameKeysAndPlaceholdersInEveryLanguage(String language) {
        Map<String, String> english = bundle("");
        Map<String, String> other = bundle(language);
        assertThat(other.keySet()).isEqualTo(english.keySet());
        other.forEach((key, sentence) -> assertThat(places(sentence))
                .as("places of %s in messages%s", key, language)
                .isEqualTo(places(english.get(key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_tr"})
    void haveTextsThatMessageFormatAccepts(String language) {
        bundle(language).forEach((key, sentence) -> {
            assertThat(sentence).as(key).isNotBlank().isEqualTo(sentence.strip());
            if (!key.startsWith(Translations.OF_SCRIPTS) && !places(sentence).isEmpty()) {
                assertThat(sentence)
                        .as(key + ": MessageFormat takes ' as a quote")
                        .doesNotContain("'");
            }
        });
    }

    @Test
    void haveSingularAndPlural() {
        Set<String> keys = bundle("").keySet();
        keys.stream().filter(key -> FORM.matcher(key).find()).forEach(key -> {
            String stem = stem(key);
            assertThat(keys).contains(stem + ".one", stem + ".other").doesNotContain(stem);
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void doNotDependOnTheDefaultLocale(Language language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        Translations.use(language);
        try {
            String title =
                    bundle(language == Language.EN ? "" : "_" + language.tag()).get("settings.title");
            assertThat(Translations.text("settings.title")).isEqualTo(title);
            assertThat(Translations.ofScripts(language, key -> true)).containsEntry("day.today", dayIn(language));
        } finally {
            Translations.use(null);
            Locale.setDefault(before);
        }
    }

    private static String dayIn(Language language) {
        return switch (language) {
            case EN -> "Today";
            case DE -> "Heute";
            case TR -> "Bugün";
        };
    }

    @Test
    void haveEveryUsedKey() {
        Set<String> keys = bundle("").keySet();
        assertThat(matchesIn(PAGES, "msg\\['([\\w.-]+)'\\]")).isSubsetOf(keys);
        assertThat(matchesIn(JAVA, "Translations\\.text\\(\\s*\"([\\w.]+[\\w])\"[,)]"))
                .isNotEmpty()
                .isSubsetOf(keys);
        Set<String> ofScripts = keys.stream()
                .filter(key -> key.startsWith(Translations.OF_SCRIPTS))
                .map(key -> stem(key).substring(Translations.OF_SCRIPTS.length()))
                .collect(Collectors.toSet());
        assertThat(matchesIn(SCRIPTS, "\\bt\\(\"([\\w.]+)\"")).isSubsetOf(ofScripts);
        assertThat(matchesIn(SCRIPTS, "\\bt\\([^()\"]*(?:\\([^()]*\\)[^()\"]*)*\\? \"([\\w.]+)\" : \"[\\w.]+\""))
                .isSubsetOf(ofScripts);
        assertThat(matchesIn(SCRIPTS, "\\bt\\([^()\"]*(?:\\([^()]*\\)[^()\"]*)*\\? \"[\\w.]+\" : \"([\\w.]+)\""))
                .isSubsetOf(ofScripts);
    }

    @Test
    void haveNoUnusedKey() {
        Set<String> literals = matchesIn(JAVA, "\"([\\w.]+)\"");
        literals.addAll(matchesIn(PAGES, "'([\\w.-]+)'"));
        Set<String> beginnings = matchesIn(JAVA, "\"([\\w.]+\\.)\"\\s*\\+");
        beginnings.addAll(matchesIn(PAGES, "'([\\w.]+\\.)'\\.concat"));
        matchesIn(SCRIPTS, "\"([\\w.]+)\"").forEach(key -> literals.add(Translations.OF_SCRIPTS + key));
        matchesIn(SCRIPTS, "`([\\w.]+\\.)\\$\\{").forEach(key -> beginnings.add(Translations.OF_SCRIPTS + key));
        Set<String> unused = new TreeSet<>(bundle("").keySet());
        unused.removeIf(key -> literals.contains(stem(key))
                || literals.contains(key)
                || beginnings.stream().anyMatch(key::startsWith));
        assertThat(unused).isEmpty();
    }

    @Test
    void areTheOnlyPlaceOfTextsOfPages() {
        Map<String, Set<String>> words = new TreeMap<>();
        sources(PAGES).forEach((file, text) -> UntranslatedText.of(text).ifPresent(found -> words.put(file, found)));
        assertThat(words).isEmpty();
    }

    /** Finds texts for people by a heuristic: several words that begin with a capital letter or end like a sentence. */
    @Test
    void areTheOnlyPlaceOfTextsOfScripts() {
        Pattern comment = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)|(?m:\\s// .*$)");
        Pattern text = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|`((?:[^`\\\\]|\\\\.)*)`");
        Pattern sentence = Pattern.compile(
                "(?s)^\\p{Lu}\\p{Ll}+[’']?\\p{Ll}*[ .:!?…].*|^[^<>]*\\p{L} [^<>]*\\p{Ll}[.!?…]$|.*\\p{L}….*");
        Pattern forDevelopers = Pattern.compile(
                "\\bnew \\w*Error\\(|\\bconsole\\.\\w+\\(|\\bdebug\\.report\\(|\\bline\\(|\\berror\\(|what: ");
        Set<String> found = new TreeSet<>();
        sources(SCRIPTS).forEach((file, source) -> {
            if (file.endsWith("debug-console.js") || file.endsWith("console-log.js")) {
                return; // these texts are for developers
            }
            comment.matcher(source)
                    .replaceAll("")
                    .lines()
                    .filter(line -> !forDevelopers.matcher(line).find())
                    .forEach(line -> text.matcher(line)
                            .results()
                            .map(BundlesTest::content)
                            .filter(sentence.asMatchPredicate())
                            .forEach(each -> found.add(file + ": " + each)));
        });
        assertThat(found).isEmpty();
    }

    /** {@return the key of a text without its plural form} */
    private static String stem(String key) {
        return FORM.matcher(key).replaceAll("$1");
    }

    private static String content(MatchResult literal) {
        return literal.group(1) == null ? literal.group(2) : literal.group(1);
    }

    private static Set<String> places(String sentence) {
        return PLACE.matcher(sentence).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, String> bundle(String language) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(BUNDLES.resolve("messages" + language + ".properties"))) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sentences = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> sentences.put(key, properties.getProperty(key)));
        return sentences;
    }

    private static Set<String> matchesIn(String kind, String pattern) {
        Set<String> found = new HashSet<>();
        sources(kind)
                .values()
                .forEach(source ->
                        Pattern.compile(pattern).matcher(source).results().forEach(match -> found.add(match.group(1))));
        return found;
    }

    /** {@return the sources by path, without the lists of emoji, which are separate files for each language} */
    private static Map<String, String> sources(String kind) {
        Path root = Path.of("src", "main", kind.equals(JAVA) ? "java" : "webapp");
        try (Stream<Path> files = Files.walk(root)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(each -> each.toString().endsWith("." + kind))
                    .filter(each -> !each.getParent().endsWith("emoji"))
                    .toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
