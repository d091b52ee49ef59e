package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.file.MessageFiles;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.PersonQuery;
import org.chatboard.platform.database.InList;

/**
 * Reads the current state of messages, with their quotes, reactions and files. Pages, replays and changes all use it, so they show the
 * same state. Messages that are no reply, have no files and were never changed need no further statement.
 */
public final class MessageStateQuery {
    private MessageStateQuery() {}

    /** {@return the messages with these ids, by id} */
    public static Map<Long, MessageDto> byId(EntityManager em, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<MessageDto> found = em.createNamedQuery(ChatMessage.BY_IDS, MessageDto.class)
                .setParameter("ids", InList.padded(ids))
                .getResultList();
        return complete(em, found).stream().collect(Collectors.toMap(MessageDto::id, Function.identity()));
    }

    /** {@return the messages, in the given order, with their quotes, reactions and files} */
    public static List<MessageDto> complete(EntityManager em, List<MessageDto> messages) {
        if (messages.stream().allMatch(MessageDto::isPlain)) {
            return messages;
        }
        Map<Long, Quote> quotes = quotes(em, messages);
        Map<Long, List<ReactionGroup>> reactions = reactionGroups(em, messages);
        Map<Long, List<FileDto>> files = MessageFiles.of(
                em,
                messages.stream()
                        .filter(message -> !message.attachments().isEmpty())
                        .map(MessageDto::id)
                        .toList());
        Map<Long, Person> subjects = PersonQuery.byIds(
                em,
                messages.stream()
                        .map(MessageDto::event)
                        .filter(event -> event != null && event.subject() != null)
                        .map(event -> event.subject().id())
                        .toList());
        return messages.stream()
                .map(message -> {
                    if (message.isPlain()) {
                        return message;
                    }
                    if (message.event() != null) {
                        return message.event().subject() == null
                                ? message
                                : message.with(
                                        subjects.get(message.event().subject().id()));
                    }
                    return message.with(
                            quotes.get(message.replyTo()),
                            reactions.getOrDefault(message.id(), List.of()),
                            files.getOrDefault(message.id(), List.of()));
                })
                .toList();
    }

    private static Map<Long, Quote> quotes(EntityManager em, List<MessageDto> messages) {
        List<Long> ids = messages.stream()
                .map(MessageDto::replyTo)
                .filter(Objects::nonNull)
                .toList();
        Map<Long, Quote> quotes = new HashMap<>(); // a HashMap: the caller looks up null for messages that are no reply
        if (!ids.isEmpty()) {
            em.createNamedQuery(ChatMessage.QUOTES, Quote.class)
                    .setParameter("ids", InList.padded(ids))
                    .getResultList()
                    .forEach(quote -> quotes.put(quote.id(), quote));
        }
        return quotes;
    }

    private static Map<Long, List<ReactionGroup>> reactionGroups(EntityManager em, List<MessageDto> messages) {
        List<Long> ids = messages.stream()
                .filter(message -> message.changeSeq() != null && message.deletedAt() == null)
                .map(MessageDto::id)
                .toList();
        Map<Long, List<Reaction>> ofMessage =
                reactions(em, ids).stream().collect(Collectors.groupingBy(Reaction::messageId));
        Map<Long, List<ReactionGroup>> groups = new HashMap<>();
        ofMessage.forEach((message, reactions) -> groups.put(message, groups(reactions)));
        return groups;
    }

    /** {@return the reactions to one message grouped by emoji, in the given order} */
    static List<ReactionGroup> groups(List<Reaction> reactions) {
        Map<String, List<Long>> accounts = new LinkedHashMap<>();
        reactions.forEach(reaction -> accounts.computeIfAbsent(reaction.emoji(), emoji -> new ArrayList<>())
                .add(reaction.accountId()));
        return accounts.entrySet().stream()
                .map(entry -> new ReactionGroup(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** {@return the reactions to messages, oldest first} */
    static List<Reaction> reactions(EntityManager em, Collection<Long> messageIds) {
        return messageIds.isEmpty()
                ? List.of()
                : em.createNamedQuery(Reaction.OF_MESSAGES, Reaction.class)
                        .setParameter("messages", InList.padded(messageIds))
                        .getResultList();
    }
}
