package org.chatboard.conversation.mention;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chatboard.people.name.UsernameRules;

/**
 * Finds in a message's text what is written like a mention: {@code @username} or {@code @all}, in any case, outside code, quotes and links.
 * The {@code @} does not follow a letter, a digit, or one of {@code _ . / @}. A name ends where no letter or digit follows; full stops,
 * hyphens and underscores at its end may belong to the sentence, up to {@value #MAX_BEHIND_NAME} of them. Letters of scripts without
 * spaces may touch a mention.
 *
 * <p>{@link MentionText} finds code, quotes and links. The cases in {@code mentions.jsonl} hold this class and the Markdown of the page.
 */
public final class MentionRules {
    private static final String ALL = "all";
    private static final String BEHIND_NAMES = "._-";

    /** Most different names of a text. It bounds what is looked up while the row of the room is locked. */
    static final int MAX_NAMES = 200;

    /** Bounds the usernames that one name may mean, for the same reason. */
    private static final int MAX_BEHIND_NAME = 4;

    private MentionRules() {}

    /**
     * {@return what is written like a mention; of the names, at most the first {@value #MAX_NAMES} different ones} These are more than the
     * {@value Mentions#MAX} members that a message mentions, since not each name is that of a member.
     */
    public static WrittenMentions find(String text) {
        if (text.indexOf('@') < 0) {
            return WrittenMentions.NONE;
        }
        Set<List<String>> names = new LinkedHashSet<>();
        boolean all = false;
        for (String paragraph : MentionText.paragraphs(text)) {
            for (int at = paragraph.indexOf('@'); at >= 0; at = paragraph.indexOf('@', at + 1)) {
                List<String> name = nameAt(paragraph, at);
                if (name.contains(ALL)) {
                    all = true;
                } else if (!name.isEmpty() && names.size() < MAX_NAMES) {
                    names.add(name);
                }
            }
        }
        return new WrittenMentions(List.copyOf(names), all);
    }

    /**
     * {@return the usernames that the text behind an {@code @} may mean, the longest first, at most {@value #MAX_BEHIND_NAME} + 1; empty
     * if it is no mention}
     */
    private static List<String> nameAt(String text, int at) {
        int end = at + 1;
        while (end < text.length() && isOfName(text.charAt(end))) {
            end++;
        }
        boolean isWithinWord = at > 0 && isBeforeNoMention(text.codePointBefore(at))
                || end < text.length() && MentionText.isOfWord(text.codePointAt(end));
        String written = text.substring(at + 1, end).toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>();
        int shortest = Math.max(ALL.length(), written.length() - MAX_BEHIND_NAME);
        for (int length = written.length(); !isWithinWord && length >= shortest; length--) {
            if (length <= UsernameRules.MAX) {
                names.add(written.substring(0, length));
            }
            if (BEHIND_NAMES.indexOf(written.charAt(length - 1)) < 0) {
                break;
            }
        }
        return names;
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || BEHIND_NAMES.indexOf(c) >= 0;
    }

    private static boolean isBeforeNoMention(int codePoint) {
        return MentionText.isOfWord(codePoint) || "_./@".indexOf(codePoint) >= 0;
    }
}
