package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageText;

/** A message to which requests of a batch refer, by a change or a reply, with its state before and after the batch. */
final class ReferencedMessage {
    private final ChatMessage entity;
    private final MessageDto read;
    private final List<Reaction> reactionsRead;
    private final List<Reaction> reactions;

    /**
     * Creates the state of a message before the batch.
     *
     * @param entity the message, managed by the transaction's entity manager
     * @param read the message before the batch
     * @param reactions the reactions before the batch, oldest first
     */
    ReferencedMessage(ChatMessage entity, MessageDto read, List<Reaction> reactions) {
        this.entity = entity;
        this.read = read;
        this.reactionsRead = reactions;
        this.reactions = new ArrayList<>(reactions);
    }

    /** {@return the managed entity} */
    ChatMessage entity() {
        return entity;
    }

    /** {@return the different emoji of the reactions} */
    Set<String> emoji() {
        return reactions.stream().map(Reaction::emoji).collect(Collectors.toSet());
    }

    /** Adds or removes a reaction. Does nothing if the reaction is in the requested state already. */
    void react(MessageChange.React react, long account, long seq) {
        boolean present = reactions.stream().anyMatch(reaction -> reaction.is(react.emoji(), account));
        if (present && !react.on()) {
            reactions.removeIf(reaction -> reaction.is(react.emoji(), account));
        } else if (!present && react.on()) {
            reactions.add(reactionsRead.stream()
                    .filter(reaction ->
                            reaction.is(react.emoji(), account)) // removed earlier in this batch: its row still exists
                    .findFirst()
                    .map(reaction -> reaction.addedAgain(seq))
                    .orElseGet(() -> new Reaction(entity.id(), react.emoji(), account, seq)));
        }
    }

    /** Removes all reactions. */
    void clearReactions() {
        reactions.clear();
    }

    /** Inserts and deletes the rows of the reactions that the batch has added and removed. */
    void storeReactions(EntityManager em) {
        reactionsRead.stream().filter(reaction -> !reactions.contains(reaction)).forEach(em::remove);
        reactions.stream().filter(reaction -> !reactionsRead.contains(reaction)).forEach(em::persist);
    }

    /**
     * {@return the message after the batch}
     *
     * @param quote quote of the message that this one replies to, null if the batch does not change that message
     */
    MessageDto toDto(Quote quote) {
        return entity.toDto(read, quote == null ? read.quote() : quote, MessageStateQuery.groups(reactions));
    }

    /** {@return the message as a quote in a reply} */
    Quote toQuote() {
        MessageDto dto = toDto(null);
        return new Quote(dto.id(), dto.seq(), dto.sender(), MessageText.excerpt(dto.message()), dto.deletedAt());
    }

    /** {@return id of the message that this one replies to, or null} */
    Long replyTo() {
        return read.replyTo();
    }
}
