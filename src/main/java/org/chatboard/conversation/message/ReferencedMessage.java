package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRole;

/** A message to which requests of a batch refer, by a change or a reply, with its state before and after the batch. */
final class ReferencedMessage {
    /** Most different emoji on one message. */
    private static final int MAX_EMOJI = 20;

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

    /**
     * Checks whether a member may make a change, and whether the message can take it.
     *
     * @param role role of the member, in a room that is not archived
     * @throws MessageRejectedException {@code NOT_ALLOWED}, {@code CONFLICT}, or {@code EMPTY_MESSAGE} if nothing would be left of the
     *     message
     */
    void check(MessageChange change, RoomRole role) {
        requireNoEvent();
        MessageChange.Operation operation = change.operation();
        boolean own = entity.senderId() == change.sender().id();
        if (!own && operation instanceof MessageChange.Edit) {
            throw new MessageRejectedException(Reason.NOT_ALLOWED, "Only the sender of a message can edit it.");
        }
        if (!own && operation instanceof MessageChange.Delete && !mayDeleteAny(change.room(), role)) {
            throw new MessageRejectedException(
                    Reason.NOT_ALLOWED, "Only the sender of a message, or an owner of its room, can delete it.");
        }
        if (entity.isDeleted() && !(operation instanceof MessageChange.Delete)) {
            throw new MessageRejectedException(Reason.CONFLICT, "This message was deleted.");
        }
        if (operation instanceof MessageChange.Edit edit && edit.text().isEmpty() && !entity.hasFiles()) {
            throw new MessageRejectedException(Reason.EMPTY_MESSAGE, "A message needs some text.");
        }
        if (operation instanceof MessageChange.React react && react.on()) {
            Set<String> emoji = reactions.stream().map(Reaction::emoji).collect(Collectors.toSet());
            if (emoji.size() >= MAX_EMOJI && !emoji.contains(react.emoji())) {
                throw new MessageRejectedException(
                        Reason.CONFLICT, "A message can have at most " + MAX_EMOJI + " different reactions.");
            }
        }
    }

    private static boolean mayDeleteAny(RoomMembers room, RoomRole role) {
        return RoomAction.DELETE_ANY.rejection(room.kind(), role, false).isEmpty();
    }

    /**
     * Checks that this is no room event.
     *
     * @throws MessageRejectedException {@code NOT_ALLOWED} if it is one
     */
    void requireNoEvent() {
        if (entity.isEvent()) {
            throw new MessageRejectedException(
                    Reason.NOT_ALLOWED, "This is a change of the room, which takes no change or reply.");
        }
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
        return new Quote(
                dto.id(),
                dto.seq(),
                dto.sender(),
                MessageText.excerpt(dto.message()),
                dto.deletedAt(),
                dto.attachments().count());
    }

    /** {@return id of the message that this one replies to, or null} */
    Long replyTo() {
        return read.replyTo();
    }
}
