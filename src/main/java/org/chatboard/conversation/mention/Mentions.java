package org.chatboard.conversation.mention;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom a message mentions, as decided when it was sent.
 *
 * @param accounts account ids of the members whom it names, in the order of the text; at most {@value #MAX}
 * @param all whether it mentions all members
 */
public record Mentions(List<Long> accounts, boolean all) {
    /** Nobody. */
    public static final Mentions NONE = new Mentions(List.of(), false);

    /** Most accounts that one message mentions by name. A further name is text. */
    public static final int MAX = 50;

    private static final String ALL = "all";

    /** {@return whether the message mentions nobody} */
    public boolean isEmpty() {
        return accounts.isEmpty() && !all;
    }

    /** {@return whether the message mentions the account, which is a member and not the sender} */
    public boolean includes(long account) {
        return all || accounts.contains(account);
    }

    /** {@return the value of the column, null for nobody} */
    public String toColumn() {
        if (isEmpty()) {
            return null;
        }
        List<String> words =
                new ArrayList<>(accounts.stream().map(String::valueOf).toList());
        if (all) {
            words.add(ALL);
        }
        return String.join(" ", words);
    }

    /** {@return the mentions of a column, which is null for nobody} */
    public static Mentions ofColumn(String column) {
        if (column == null) {
            return NONE;
        }
        List<String> words = List.of(column.split(" "));
        return new Mentions(
                words.stream()
                        .filter(word -> !word.equals(ALL))
                        .map(Long::valueOf)
                        .toList(),
                words.contains(ALL));
    }
}
