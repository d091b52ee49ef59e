package org.chatboard.conversation.search;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The terms of a message: the {@link Grams} of its texts, each at the position of its first character, and its short runs, with a space in
 * front, which no gram has. The texts are so far apart that no word spans two of them.
 */
final class GramStream extends TokenStream {
    private static final int GAP = 1_000;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

    private final List<SearchText> texts;
    private int current; // number of the text
    private int index; // of the next character in it
    private boolean runIsNext;
    private int base; // position of the first character of the text
    private int last = -1; // position of the last term

    GramStream(List<SearchText> texts) {
        this.texts = texts;
    }

    /** {@return the term of a short run} */
    static String runTerm(SearchText run) {
        return " " + run;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        for (; current < texts.size(); current++) {
            SearchText text = texts.get(current);
            while (index < text.length()) {
                if (next(text)) {
                    return true;
                }
            }
            base += text.length() + GAP;
            index = 0;
        }
        return false;
    }

    /** Looks for a gram at the next character, and then for a run. {@return whether there is one} */
    private boolean next(SearchText text) {
        int at = index;
        boolean run = runIsNext;
        runIsNext = !run;
        index += run ? 1 : 0;
        int length = run ? Grams.runAt(text, at) : Grams.lengthAt(text, at);
        if (length == 0) {
            return false;
        }
        if (run) {
            term.append((char) SearchText.SPACE);
        }
        for (int i = at; i < at + length; i++) {
            append(text.at(i));
        }
        increment.setPositionIncrement(base + at - last);
        last = base + at;
        return true;
    }

    private void append(int character) {
        if (Character.isBmpCodePoint(character)) {
            term.append((char) character);
        } else {
            term.append(Character.highSurrogate(character)).append(Character.lowSurrogate(character));
        }
    }
}
