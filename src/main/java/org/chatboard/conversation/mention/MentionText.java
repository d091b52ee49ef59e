package org.chatboard.conversation.mention;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out of a message's text the code, quotes and links, in which nobody is mentioned. This is no parser of Markdown: it knows of the
 * page's dialect, which {@code markdown.js} describes, where these three begin and end. Where the two differ, as in deep nesting, it leaves
 * out more. Its time is linear in the length of the text.
 */
final class MentionText {
    private static final char LEFT_OUT = '`';
    private static final Pattern LINES = Pattern.compile("\r\n?|\n");
    private static final Pattern MARKS_OF_LISTS =
            Pattern.compile("(?:[ \t]*+(?:[-*]|\\d{1,9}+[.)])(?=[ \t]))*+[ \t]*+");
    private static final Pattern QUOTE = Pattern.compile(">++(?:[ \t]|$|\\p{L})");
    private static final Pattern FENCE = Pattern.compile("(`{3,}+)[^`]*+");
    private static final Pattern FENCE_BEHIND = Pattern.compile("([^`]++)(`{3,}+)[\\w+#.-]*+[ \t]*+");
    private static final Pattern CLOSING = Pattern.compile("[^`]*+(`{3,}+)[ \t]*+|[ \t]*+(`{3,}+)[ \t]++(\\S.*+)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|mailto:)");
    private static final String CLOSING_BRACKETS = ")]}";
    private static final String OPENING_BRACKETS = "([{";

    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final String[] lines;
    private int unclosed = Integer.MAX_VALUE; // the rest of the text closes no fence of this many backticks or more

    private MentionText(String text) {
        lines = LINES.split(text, -1);
    }

    /** {@return the paragraphs of a text; each run of what is left out is replaced by backticks} */
    static List<String> paragraphs(String text) {
        MentionText parsed = new MentionText(text);
        parsed.readLines();
        return parsed.paragraphs;
    }

    /** {@return whether a letter or digit is one of a word; in scripts without spaces a mark may stand between two letters} */
    static boolean isOfWord(int codePoint) {
        int type = Character.getType(codePoint);
        boolean isMark = type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        boolean isNumber = type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
        return (Character.isLetter(codePoint) || isMark || isNumber)
                && switch (Character.UnicodeScript.of(codePoint)) {
                    case BOPOMOFO, HANGUL, HAN, HIRAGANA, KATAKANA, KHMER, LAO, MYANMAR, THAI, TIBETAN -> false;
                    default -> true;
                };
    }

    private void readLines() {
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at];
            Matcher marks = MARKS_OF_LISTS.matcher(line);
            String content = line.substring(marks.lookingAt() ? marks.end() : 0);
            if (!line.substring(0, line.length() - content.length()).isBlank()) { // an item of a list
                endParagraph();
            }
            Matcher fence = FENCE.matcher(content);
            Matcher behind = FENCE_BEHIND.matcher(content);
            if (QUOTE.matcher(content).lookingAt()) {
                endParagraph();
            } else if (fence.matches()) {
                endParagraph();
                at = endOfFence(at, fence.group(1).length());
            } else if (behind.matches() && isClosed(at, behind.group(2).length())) {
                paragraph.append(behind.group(1));
                endParagraph();
                at = endOfFence(at, behind.group(2).length());
            } else if (content.isEmpty()) {
                endParagraph();
            } else {
                paragraph.append(line).append('\n');
            }
        }
        endParagraph();
    }

    private boolean isClosed(int at, int ticks) {
        if (ticks < unclosed && closing(at, ticks) == lines.length) {
            unclosed = ticks;
        }
        return ticks < unclosed;
    }

    /** {@return the line that closes a fence, the number of lines if none does} */
    private int closing(int at, int ticks) {
        int line = at + 1;
        while (line < lines.length && ticksOf(CLOSING.matcher(lines[line])) < ticks) {
            line++;
        }
        return line;
    }

    private static int ticksOf(Matcher closing) {
        if (!closing.matches()) {
            return 0;
        }
        return (closing.group(1) == null ? closing.group(2) : closing.group(1)).length();
    }

    /** {@return the last line of a fence} Text behind the closing mark is left as the next line. */
    private int endOfFence(int at, int ticks) {
        int line = closing(at, ticks);
        Matcher closing = line < lines.length ? CLOSING.matcher(lines[line]) : null;
        if (closing != null && closing.matches() && closing.group(3) != null) {
            lines[line] = closing.group(3);
            return line - 1;
        }
        return line;
    }

    private void endParagraph() {
        if (paragraph.indexOf("@") >= 0) {
            leaveOutCode();
            leaveOutLinks();
            leaveOutAddresses();
            paragraphs.add(paragraph.toString());
        }
        paragraph.setLength(0);
    }

    private void leaveOut(int from, int to) {
        for (int i = from; i < to; i++) {
            paragraph.setCharAt(i, LEFT_OUT);
        }
    }

    /** A run of backticks opens code if it does not follow a letter; the next run of the same length closes it. */
    private void leaveOutCode() {
        List<int[]> runs = new ArrayList<>(); // begin, end
        for (int i = 0; i < paragraph.length(); i++) {
            if (paragraph.charAt(i) == '`') {
                int begin = i;
                while (i < paragraph.length() && paragraph.charAt(i) == '`') {
                    i++;
                }
                runs.add(new int[] {begin, i});
            }
        }
        int[] next = new int[runs.size()]; // the next run of the same length
        Map<Integer, Integer> byLength = new HashMap<>();
        for (int run = runs.size() - 1; run >= 0; run--) {
            Integer same = byLength.put(runs.get(run)[1] - runs.get(run)[0], run);
            next[run] = same == null ? 0 : same;
        }
        for (int run = 0; run < runs.size(); run++) {
            int begin = runs.get(run)[0];
            if (next[run] > 0 && (begin == 0 || !isOfWord(paragraph.codePointBefore(begin)))) {
                leaveOut(begin, runs.get(next[run])[1]);
                run = next[run];
            }
        }
    }

    /** {@code [words](address)}, if a message may link to the address. */
    private void leaveOutLinks() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < paragraph.length(); i++) {
            char c = paragraph.charAt(i);
            if ((c == '[' || c == ']') && i > 0 && paragraph.charAt(i - 1) == '\\') {
                continue;
            }
            if (c == '[') {
                open.push(i);
            } else if (c == ']' && !open.isEmpty()) {
                int begin = open.pop();
                int end = isAddressAt(i + 1) ? paragraph.indexOf(")", i) : -1;
                if (end > 0) {
                    leaveOut(begin, end + 1);
                    i = end;
                }
            }
        }
    }

    private boolean isAddressAt(int bracket) {
        if (bracket == paragraph.length() || paragraph.charAt(bracket) != '(') {
            return false;
        }
        int begin = bracket + 1;
        while (begin < paragraph.length() && " \t<".indexOf(paragraph.charAt(begin)) >= 0) {
            begin++;
        }
        return ADDRESS.matcher(paragraph).region(begin, paragraph.length()).lookingAt();
    }

    private void leaveOutAddresses() {
        Matcher address = ADDRESS.matcher(paragraph.toString());
        int from = 0;
        while (address.find(from)) {
            from = endOfAddress(address.end());
            boolean isWithinWord = address.start() > 0 && isOfWord(paragraph.codePointBefore(address.start()));
            if (!isWithinWord) {
                leaveOut(address.start(), from);
            }
        }
    }

    /** {@return the end of an address: white space, punctuation other than ASCII, or a bracket that it did not open} */
    private int endOfAddress(int begin) {
        Deque<Character> open = new ArrayDeque<>();
        int end = begin;
        for (; end < paragraph.length() && isOfAddress(paragraph.codePointAt(end)); end++) {
            char c = paragraph.charAt(end);
            int closing = CLOSING_BRACKETS.indexOf(c);
            if (closing >= 0 && (open.isEmpty() || open.pop() != OPENING_BRACKETS.charAt(closing))) {
                break;
            }
            if (OPENING_BRACKETS.indexOf(c) >= 0) {
                open.push(c);
            }
        }
        return end;
    }

    private static boolean isOfAddress(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && "\"<>`".indexOf(codePoint) < 0;
        }
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> false;
            default -> true;
        };
    }
}
