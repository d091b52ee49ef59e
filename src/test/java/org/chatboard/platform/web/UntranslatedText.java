package org.chatboard.platform.web;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Finds words that are written in the source of a page, and so would be the same in every language. */
public final class UntranslatedText extends DefaultHandler {
    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final List<String> READ = List.of("aria-label", "title", "placeholder", "alt", "aria-description");
    private static final String NAME = "ChatBoard";

    private final Set<String> found = new TreeSet<>();
    private final Deque<Boolean> translated = new ArrayDeque<>(List.of(true));

    private UntranslatedText() {}

    /** {@return the words of a page's text, if any; code and elements with {@code translate="no"} are ignored} */
    public static Optional<Set<String>> of(String page) {
        UntranslatedText words = new UntranslatedText();
        try {
            SAXParserFactory.newInstance().newSAXParser().parse(new InputSource(new StringReader(page)), words);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(page, e);
        }
        return words.found.isEmpty() ? Optional.empty() : Optional.of(words.found);
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        boolean same = "no".equals(attributes.getValue("translate")) || name.equals("code") || name.equals("kbd");
        translated.push(translated.peek() && !same);
        READ.forEach(attribute -> check(attributes.getValue(attribute)));
        if (name.startsWith("h:")) { // the label of a button
            check(attributes.getValue("value"));
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        translated.pop();
    }

    @Override
    public void characters(char[] text, int start, int length) {
        check(new String(text, start, length));
    }

    private void check(String text) {
        String plain =
                text == null ? "" : EXPRESSION.matcher(text).replaceAll(" ").replace(NAME, " ");
        if (translated.peek() && WORD.matcher(plain).find()) {
            found.add(plain.strip());
        }
    }
}
