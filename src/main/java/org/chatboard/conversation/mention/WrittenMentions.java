package org.chatboard.conversation.mention;

import java.util.List;

/**
 * What of a text is written like a mention. Whether somebody is mentioned depends on the members of the room.
 *
 * @param names what follows an {@code @}, in lower case, in the order of the text: for each the usernames that it may mean, the longest first
 * @param all whether {@code @all} is among them
 */
public record WrittenMentions(List<List<String>> names, boolean all) {
    /** None. */
    static final WrittenMentions NONE = new WrittenMentions(List.of(), false);

    /** {@return whether nothing is written like a mention} */
    public boolean isEmpty() {
        return names.isEmpty() && !all;
    }
}
