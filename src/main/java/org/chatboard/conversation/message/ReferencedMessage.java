package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A message that a batch changes or answers: as it was read, and as the batch leaves it. */
final class ReferencedMessage {
    private final ChatMessage stored;
    private final MessageDto read;
    private final List<Reaction> reactionsRead;
    private final List<Reaction> reactions;

    /** @param reactions those to this message, the oldest first */
    ReferencedMessage(ChatMessage stored, MessageDto read, List<Reaction> reactions) {
        this.stored = stored;
        this.read = read;
        this.reactionsRead = reactions;
        this.reactions = new ArrayList<>(reactions);
    }

    /** The message itself, to be changed. */
    ChatMessage stored() {
        return stored;
    }

    /** The different emoji on it. */
    Set<String> kinds() {
        return reactions.stream().map(Reaction::emoji).collect(Collectors.toSet());
    }

    /** Sets or takes back somebody's emoji; where it is so already, nothing. */
    void react(MessageChange.React react, long account, long seq) {
        boolean there = reactions.stream().anyMatch(reaction -> reaction.is(react.emoji(), account));
        if (there && !react.on()) {
            reactions.removeIf(reaction -> reaction.is(react.emoji(), account));
        } else if (!there && react.on()) {
            reactions.add(reactionsRead.stream()
                    .filter(reaction -> reaction.is(react.emoji(), account)) // its row is there still
                    .findFirst()
                    .map(reaction -> reaction.setAgain(seq))
                    .orElseGet(() -> new Reaction(stored.id(), react.emoji(), account, seq)));
        }
    }

    /** Takes all emoji off it. */
    void clearReactions() {
        reactions.clear();
    }

    /** Stores which emoji are on it now. */
    void storeReactions(EntityManager em) {
        reactionsRead.stream().filter(reaction -> !reactions.contains(reaction)).forEach(em::remove);
        reactions.stream().filter(reaction -> !reactionsRead.contains(reaction)).forEach(em::persist);
    }

    /** The message as the batch leaves it. @param quote what it answers, or null where that is as it was read */
    MessageDto now(Quote quote) {
        return stored.later(read, quote == null ? read.quote() : quote, MessageStates.groups(reactions));
    }

    /** It as what answers it shows it. */
    Quote asQuote() {
        MessageDto now = now(null);
        return new Quote(now.id(), now.seq(), now.sender(), MessageText.excerpt(now.message()), now.deletedAt());
    }

    /** Id of what it answers, or null. */
    Long replyTo() {
        return read.replyTo();
    }
}
