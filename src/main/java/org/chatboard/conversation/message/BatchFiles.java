package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.file.MessageFiles;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;

/**
 * The files that the messages of a batch name, locked for the duration of one transaction. A batch without files costs no statement.
 */
final class BatchFiles {
    /** A file that a sender names. */
    private record Named(String file, long sender) {
        /** Two batches that lock files in the same order do not wait for each other. */
        static final Comparator<Named> IN_ORDER =
                Comparator.comparing(Named::file).thenComparing(Named::sender);
    }

    /** Those that a message may still take. */
    private final Map<Named, FileDto> free = new HashMap<>();

    private final List<MessageDto> messages = new ArrayList<>();

    /** Locks the files that their senders may send. */
    BatchFiles(EntityManager em, List<? extends WriteRequest> requests, Instant now) {
        SortedSet<Named> named = new TreeSet<>(Named.IN_ORDER);
        for (WriteRequest request : requests) {
            if (request instanceof NewMessage draft) {
                named.addAll(named(draft));
            }
        }
        named.forEach(
                each -> MessageFiles.lock(em, each.file(), each.sender(), now).ifPresent(file -> free.put(each, file)));
    }

    private static List<Named> named(NewMessage draft) {
        return draft.files().stream()
                .map(file -> new Named(file, draft.sender().id()))
                .toList();
    }

    /**
     * {@return the files of a draft}
     *
     * @throws MessageRejectedException {@code FILE_UNAVAILABLE} if its sender may not send one of them, or a message of the batch has it
     */
    Attachments of(NewMessage draft) {
        List<Named> named = named(draft);
        if (!free.keySet().containsAll(named)) {
            throw new MessageRejectedException(
                    Reason.FILE_UNAVAILABLE,
                    "A file is not one of your finished uploads, was sent already, or has expired.");
        }
        return Attachments.of(named.stream().map(free::get).toList());
    }

    /** Gives a stored message the files of its draft. */
    void add(MessageDto message, NewMessage draft) {
        if (!message.attachments().isEmpty()) {
            free.keySet().removeAll(named(draft));
            messages.add(message);
        }
    }

    /** Stores whose the files are now. */
    void store(EntityManager em) {
        messages.forEach(message -> MessageFiles.send(
                em, message.attachments().files().stream().map(FileDto::id).toList(), message.id(), message.roomId()));
    }
}
