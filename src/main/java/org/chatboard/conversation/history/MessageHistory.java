package org.chatboard.conversation.history;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.message.ChangeQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessageStateQuery;
import org.chatboard.conversation.message.SequencedChange;
import org.chatboard.conversation.room.MembershipQuery;

/**
 * Reads pages of a room's messages in their current state, from the database and never from a cache. A page with long messages
 * ends early and sets {@code more}. Each method is one JTA transaction. Those that read a page throw {@code RoomNotFoundException} if the
 * reader is no member once the page is read.
 */
@Stateless
public class MessageHistory {
    /** Most changes that one page reads. A room may have many more changes than messages. */
    public static final int MAX_CHANGES = 1_000;

    /** Most changed messages that one statement reads. */
    private static final int STATES_PER_QUERY = 32;

    private static final String LAST_SEQ = "SELECT r.lastSeq FROM Room r WHERE r.id = :room";

    @PersistenceContext
    EntityManager em;

    /** {@return the newest messages of a room, at most {@code limit}} */
    public MessagePage newest(long roomId, long reader, int limit) {
        return before(roomId, reader, Long.MAX_VALUE, limit);
    }

    /** {@return a message of a room, empty if the room does not have it} */
    public Optional<MessageDto> find(long roomId, long id) {
        return Optional.ofNullable(MessageStateQuery.byId(em, List.of(id)).get(id))
                .filter(message -> message.roomId() == roomId);
    }

    /** {@return the last {@code limit} messages with a sequence number below {@code seq}} */
    public MessagePage before(long roomId, long reader, long seq, int limit) {
        long last = lastSeq(roomId);
        long end = Math.max(1, Math.min(seq, last + 1));
        // requests one message more than the limit, to learn whether there are older messages
        List<MessageDto> messages = RoomPageQuery.before(em, roomId, end, limit + 1);
        int fitting = PageSize.fitting(messages, limit);
        boolean more = messages.size() > fitting;
        List<MessageDto> pageMessages = new ArrayList<>(messages.subList(0, fitting));
        Collections.reverse(pageMessages);
        long from = more ? pageMessages.get(0).seq() : 1;
        MessagePage page =
                new MessagePage(roomId, MessageStateQuery.complete(em, pageMessages), from, end - 1, more, List.of());
        MembershipQuery.require(em, roomId, reader);
        return page;
    }

    /**
     * Returns the messages and changes with a sequence number above {@code seq}, for a replay. The page contains the new messages
     * and the older ones that were changed, each once and at most {@code limit} in total. Messages are in their current state, so
     * a page may already show a change that a later page lists.
     */
    public MessagePage after(long roomId, long reader, long seq, int limit) {
        long last = lastSeq(roomId); // read first: everything up to this sequence number is committed and visible
        long start = Math.min(seq, last); // a client may claim a higher position than the room has
        List<MessageDto> messages = RoomPageQuery.after(em, roomId, start, last, limit + 1);
        int fitting = PageSize.fitting(messages, limit);
        long end = messages.size() > fitting ? messages.get(fitting - 1).seq() : last;
        boolean plain = fitting == end - start; // every sequence number belongs to a message
        List<SequencedChange> changes = plain ? List.of() : ChangeQuery.between(em, roomId, start, end, MAX_CHANGES);
        if (changes.size() == MAX_CHANGES) {
            end = changes.get(MAX_CHANGES - 1).seq();
        }
        MessagePage page = pageAfter(roomId, messages, changes, new SeqRange(start, end, last), limit);
        MembershipQuery.require(em, roomId, reader);
        return page;
    }

    /**
     * A range of sequence numbers of a room.
     *
     * @param start exclusive lower end
     * @param end inclusive upper end
     * @param last the room's latest sequence number
     */
    private record SeqRange(long start, long end, long last) {}

    private MessagePage pageAfter(
            long roomId, List<MessageDto> messages, List<SequencedChange> changes, SeqRange range, int limit) {
        Map<Long, MessageDto> states = new HashMap<>(); // by id; changed messages are read on demand
        messages.forEach(message -> states.put(message.id(), message));
        long to = endOfPage(messages, changes, range.end(), limit, states);
        List<MessageDto> newMessages =
                messages.stream().filter(message -> message.seq() <= to).toList();
        List<SequencedChange> pageChanges =
                changes.stream().filter(change -> change.seq() <= to).toList();
        Set<Long> older = pageChanges.stream().map(SequencedChange::messageId).collect(Collectors.toSet());
        newMessages.forEach(message -> older.remove(message.id()));
        List<MessageDto> all = new ArrayList<>(older.stream().map(states::get).toList());
        all.sort(Comparator.comparing(MessageDto::seq));
        all.addAll(MessageStateQuery.complete(em, newMessages));
        return new MessagePage(roomId, all, range.start() + 1, to, to < range.last(), pageChanges);
    }

    /**
     * {@return the highest sequence number up to which the distinct messages are within the limits of a page, in number and
     * bytes}
     */
    private long endOfPage(
            List<MessageDto> messages,
            List<SequencedChange> changes,
            long end,
            int limit,
            Map<Long, MessageDto> states) {
        Set<Long> distinct = new HashSet<>();
        long bytes = 0;
        int nextMessage = 0;
        int nextChange = 0;
        while (nextMessage < messages.size() || nextChange < changes.size()) {
            long seqOfMessage =
                    nextMessage < messages.size() ? messages.get(nextMessage).seq() : Long.MAX_VALUE;
            long seqOfChange =
                    nextChange < changes.size() ? changes.get(nextChange).seq() : Long.MAX_VALUE;
            boolean isMessage = seqOfMessage < seqOfChange;
            long seq = Math.min(seqOfMessage, seqOfChange);
            long id = isMessage
                    ? messages.get(nextMessage).id()
                    : changes.get(nextChange).messageId();
            if (seq > end) {
                return end;
            }
            if (distinct.add(id)) {
                bytes += PageSize.bytesOf(state(id, states, changes.subList(nextChange, changes.size())));
                if (distinct.size() > limit || distinct.size() > 1 && bytes > PageSize.MAX_BYTES) {
                    return seq - 1;
                }
            }
            nextMessage += isMessage ? 1 : 0;
            nextChange += isMessage ? 0 : 1;
        }
        return end;
    }

    /** {@return the current state of a message} Reads it if it is missing, together with messages of the changes that follow. */
    private MessageDto state(long id, Map<Long, MessageDto> states, List<SequencedChange> next) {
        if (!states.containsKey(id)) {
            List<Long> missing = next.stream()
                    .map(SequencedChange::messageId)
                    .filter(messageId -> !states.containsKey(messageId))
                    .distinct()
                    .limit(STATES_PER_QUERY)
                    .toList();
            states.putAll(MessageStateQuery.byId(em, missing));
        }
        return states.get(id);
    }

    private long lastSeq(long roomId) {
        return em.createQuery(LAST_SEQ, Long.class).setParameter("room", roomId).getSingleResult();
    }
}
