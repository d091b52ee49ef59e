package org.chatboard.conversation.history;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.conversation.mention.MentionPageQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessageStateQuery;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.platform.database.InList;

/** Reads the messages that mention or answer an account in the rooms of which it is a member. Each method is one JTA transaction. */
@Stateless
public class MentionsQuery {
    private static final String MEMBERSHIPS =
            "SELECT s.roomId, s.readSeq, s.joinedAt FROM Membership s WHERE s.accountId = :account";
    private static final String ROOMS = "SELECT r.id, r.kind, r.title FROM Room r WHERE r.id IN :rooms";

    /** Rows of each table that one statement reads; more where a page is longer. */
    private static final int ROWS = 100;

    /** Most statements of each table for a page: it may be that all they read is of rooms that the account has left. */
    private static final int MAX_READS = 5;

    @PersistenceContext
    EntityManager em;

    /** What decides whether a message concerns a member. */
    private record Member(long readSeq, Instant joinedAt) {}

    /** Kind and title of a room; the title is null for a direct room. */
    private record Place(RoomKind kind, String title) {}

    /**
     * What was found for a page.
     *
     * @param next id of the message before which the next page begins, null if there is none
     */
    private record Found(List<MentionPageQuery.Mention> mentions, Long next) {}

    /**
     * Reads a page, newest messages first. It may be shorter than {@code limit}, or empty, though others follow: what the account may not
     * see is read too, and the rows that a page reads are bounded.
     *
     * @param after the {@code next} cursor of the previous page, null for the first page
     * @param limit most messages on the page
     */
    public MentionsPage page(long accountId, Long after, int limit) {
        Found found = find(accountId, memberships(accountId), after == null ? Long.MAX_VALUE : after, limit);
        return new MentionsPage(complete(accountId, found.mentions()), found.next());
    }

    private Map<Long, Member> memberships(long accountId) {
        return em.createQuery(MEMBERSHIPS, Object[].class)
                .setParameter("account", accountId)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> new Member((Long) row[1], (Instant) row[2])));
    }

    private Found find(long accountId, Map<Long, Member> memberships, long before, int limit) {
        List<MentionPageQuery.Mention> found = new ArrayList<>();
        Set<Long> ids = new HashSet<>(); // a message that names the account and all members is one
        int rows = Math.max(limit + 1, ROWS);
        long cursor = before;
        for (int reads = 0; reads < MAX_READS; reads++) {
            List<MentionPageQuery.Mention> read = Stream.concat(
                            MentionPageQuery.ofAccount(em, accountId, cursor, rows).stream(),
                            MentionPageQuery.toAll(em, cursor, rows).stream())
                    .sorted(Comparator.comparing(MentionPageQuery.Mention::messageId)
                            .reversed())
                    .limit(rows)
                    .toList();
            read.stream()
                    .filter(mention -> concerns(mention, accountId, memberships.get(mention.room())))
                    .filter(mention -> ids.add(mention.messageId()))
                    .forEach(found::add);
            if (found.size() > limit) {
                return new Found(found.subList(0, limit), found.get(limit - 1).messageId());
            }
            if (read.size() < rows) {
                return new Found(found, null);
            }
            cursor = read.get(rows - 1).messageId();
        }
        return new Found(found, cursor);
    }

    /** A message to all members concerns those who were members when it was sent: {@code UnreadMentions} counts by the same rule. */
    private static boolean concerns(MentionPageQuery.Mention mention, long accountId, Member member) {
        MentionPageQuery.ToAll toAll = mention.toAll();
        return member != null
                && (toAll == null
                        || toAll.sender() != accountId
                                && !toAll.deleted()
                                && toAll.sentAt() >= member.joinedAt().toEpochMilli());
    }

    /** Adds the messages and the rooms, and then reads the memberships again, so that nobody reads those of a room that was left meanwhile. */
    private List<MentionsPage.Mention> complete(long accountId, List<MentionPageQuery.Mention> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<Long, MessageDto> messages = MessageStateQuery.byId(
                em, page.stream().map(MentionPageQuery.Mention::messageId).toList());
        Map<Long, Place> places = em.createQuery(ROOMS, Object[].class)
                .setParameter(
                        "rooms",
                        InList.padded(page.stream()
                                .map(MentionPageQuery.Mention::room)
                                .toList()))
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> new Place((RoomKind) row[1], (String) row[2])));
        Map<Long, Member> memberships = memberships(accountId);
        return page.stream()
                .filter(mention -> memberships.containsKey(mention.room()))
                .filter(mention -> messages.get(mention.messageId()).deletedAt() == null)
                .map(mention -> {
                    MessageDto message = messages.get(mention.messageId());
                    Place place = places.get(mention.room());
                    return new MentionsPage.Mention(
                            place.kind(),
                            place.kind() == RoomKind.DIRECT ? message.sender().displayName() : place.title(),
                            message,
                            mention.reason(),
                            mention.seq() > memberships.get(mention.room()).readSeq());
                })
                .toList();
    }
}
