package org.chatboard.conversation.message;

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

/**
 * Reads a room's messages, from the database and never from a cache, as they are now. A page ends early where its messages are long, and
 * says that there is more. Each method is one JTA transaction.
 */
@Stateless
public class MessageHistory {
    /** Changes that one page reads past at most: a room may have far more of them than messages. */
    static final int MAX_CHANGES = 1_000;

    /** Changed messages that are read at once. */
    private static final int STATES_AT_ONCE = 32;

    private static final String LAST_SEQ = "SELECT r.lastSeq FROM Room r WHERE r.id = :room";

    @PersistenceContext
    EntityManager em;

    /** {@return the newest messages of a room, at most {@code limit}} */
    public MessagePage newest(long roomId, int limit) {
        return before(roomId, Long.MAX_VALUE, limit);
    }

    /** {@return a message of a room, empty where there is none such} */
    public Optional<MessageDto> one(long roomId, long id) {
        return Optional.ofNullable(MessageStates.byId(em, List.of(id)).get(id))
                .filter(message -> message.roomId() == roomId);
    }

    /** {@return the messages with a number below {@code seq}, the nearest {@code limit} of them} */
    public MessagePage before(long roomId, long seq, int limit) {
        long last = lastSeq(roomId);
        long end = Math.max(1, Math.min(seq, last + 1));
        List<MessageDto> messages =
                RoomPageQuery.before(em, roomId, end, limit + 1); // one more tells whether there is more
        int fitting = PageSize.fitting(messages, limit);
        boolean more = messages.size() > fitting;
        List<MessageDto> ofPage = new ArrayList<>(messages.subList(0, fitting));
        Collections.reverse(ofPage);
        long from = more ? ofPage.get(0).seq() : 1;
        return new MessagePage(roomId, MessageStates.complete(em, ofPage), from, end - 1, more, List.of());
    }

    /**
     * What happened behind {@code seq}: the messages that took the next numbers, and the older ones that were changed by them; at most
     * {@code limit} together, each once. A change by a number behind the page may show already, and comes again there.
     */
    public MessagePage after(long roomId, long seq, int limit) {
        long last = lastSeq(roomId); // read first: what is numbered up to it is visible, so nothing is passed over
        long start = Math.min(seq, last); // who claims to hold more must not be told so
        List<MessageDto> messages = RoomPageQuery.after(em, roomId, start, last, limit + 1);
        int fitting = PageSize.fitting(messages, limit);
        long end = messages.size() > fitting ? messages.get(fitting - 1).seq() : last;
        boolean plain = fitting == end - start; // each of the numbers is a message's
        List<ChangeStep> changes = plain ? List.of() : changes(roomId, start, end);
        if (changes.size() == MAX_CHANGES) {
            end = changes.get(MAX_CHANGES - 1).seq();
        }
        return forwards(roomId, messages, changes, new Span(start, end, last), limit);
    }

    /**
     * Numbers of a room.
     *
     * @param start those behind it
     * @param end up to it
     * @param last the room's last
     */
    private record Span(long start, long end, long last) {}

    private List<ChangeStep> changes(long roomId, long start, long end) {
        return em.createNamedQuery(StoredChange.BETWEEN, ChangeStep.class)
                .setParameter("room", roomId)
                .setParameter("after", start)
                .setParameter("to", end)
                .setMaxResults(MAX_CHANGES)
                .getResultList();
    }

    private MessagePage forwards(
            long roomId, List<MessageDto> messages, List<ChangeStep> changes, Span span, int limit) {
        Map<Long, MessageDto> states =
                new HashMap<>(); // of the messages, and of changed ones as far as they were asked for
        messages.forEach(message -> states.put(message.id(), message));
        long to = endOf(messages, changes, span.end(), limit, states);
        List<MessageDto> ofPage =
                messages.stream().filter(message -> message.seq() <= to).toList();
        List<ChangeStep> steps =
                changes.stream().filter(change -> change.seq() <= to).toList();
        Set<Long> older = steps.stream().map(ChangeStep::messageId).collect(Collectors.toSet());
        ofPage.forEach(message -> older.remove(message.id()));
        List<MessageDto> all = new ArrayList<>(older.stream().map(states::get).toList());
        all.sort(Comparator.comparing(MessageDto::seq));
        all.addAll(MessageStates.complete(em, ofPage));
        return new MessagePage(roomId, all, span.start() + 1, to, to < span.last(), steps);
    }

    /** The number up to which there are no more different messages, and no more bytes, than the page takes. */
    private long endOf(
            List<MessageDto> messages, List<ChangeStep> changes, long end, int limit, Map<Long, MessageDto> states) {
        Set<Long> different = new HashSet<>();
        long bytes = 0;
        int nextMessage = 0;
        int nextChange = 0;
        while (nextMessage < messages.size() || nextChange < changes.size()) {
            long seqOfMessage =
                    nextMessage < messages.size() ? messages.get(nextMessage).seq() : Long.MAX_VALUE;
            long seqOfChange =
                    nextChange < changes.size() ? changes.get(nextChange).seq() : Long.MAX_VALUE;
            boolean message = seqOfMessage < seqOfChange;
            long seq = Math.min(seqOfMessage, seqOfChange);
            long id = message
                    ? messages.get(nextMessage).id()
                    : changes.get(nextChange).messageId();
            if (seq > end) {
                return end;
            }
            if (different.add(id)) {
                bytes += PageSize.bytesOf(state(id, states, changes.subList(nextChange, changes.size())));
                if (different.size() > limit || different.size() > 1 && bytes > PageSize.MAX_BYTES) {
                    return seq - 1;
                }
            }
            nextMessage += message ? 1 : 0;
            nextChange += message ? 0 : 1;
        }
        return end;
    }

    /** A message as it is now. Where it is not there yet, it is read, and with it some of those that the next changes are of. */
    private MessageDto state(long id, Map<Long, MessageDto> states, List<ChangeStep> next) {
        if (!states.containsKey(id)) {
            List<Long> unknown = next.stream()
                    .map(ChangeStep::messageId)
                    .filter(message -> !states.containsKey(message))
                    .distinct()
                    .limit(STATES_AT_ONCE)
                    .toList();
            states.putAll(MessageStates.byId(em, unknown));
        }
        return states.get(id);
    }

    private long lastSeq(long roomId) {
        return em.createQuery(LAST_SEQ, Long.class).setParameter("room", roomId).getSingleResult();
    }
}
