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

    @PersistenceContext
    EntityManager em;

    /** What decides whether a message concerns a member. */
    private record Member(long readSeq, Instant joinedAt) {}

    /** Kind and title of a room; the title is null for a direct room. */
    private record Place(RoomKind kind, String title) {}

    /**
     * Reads a page, newest messages first.
     *
     * @param after the {@code next} cursor of the previous page, null for the first page
     * @param limit most messages on the page
     */
    public MentionsPage page(long accountId, Long after, int limit) {
        Map<Long, Member> memberships = memberships(accountId);
        List<MentionPageQuery.Mention> found =
                find(accountId, memberships, after == null ? Long.MAX_VALUE : after, limit + 1);
        boolean more = found.size() > limit;
        List<MentionPageQuery.Mention> page = more ? found.subList(0, limit) : found;
        return new MentionsPage(
                complete(accountId, page), more ? page.get(limit - 1).messageId() : null);
    }

    private Map<Long, Member> memberships(long accountId) {
        return em.createQuery(MEMBERSHIPS, Object[].class)
                .setParameter("account", accountId)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> new Member((Long) row[1], (Instant) row[2])));
    }

    /** {@return at most {@code count} messages} Reads on past those of rooms that the account has left. */
    private List<MentionPageQuery.Mention> find(long accountId, Map<Long, Member> memberships, long before, int count) {
        List<MentionPageQuery.Mention> found = new ArrayList<>();
        Set<Long> ids = new HashSet<>(); // a message that names the account and all members is one
        long cursor = before;
        while (found.size() < count) {
            List<MentionPageQuery.Mention> named = MentionPageQuery.ofAccount(em, accountId, cursor, count);
            List<MentionPageQuery.Mention> ofAll =
                    MentionPageQuery.ofAll(em, memberships.keySet(), accountId, cursor, count);
            List<MentionPageQuery.Mention> read = Stream.concat(named.stream(), ofAll.stream())
                    .sorted(Comparator.comparing(MentionPageQuery.Mention::messageId)
                            .reversed())
                    .limit(count)
                    .toList();
            if (read.isEmpty()) {
                break;
            }
            read.stream()
                    .filter(mention -> concerns(mention, memberships.get(mention.room())))
                    .filter(mention -> ids.add(mention.messageId()))
                    .forEach(found::add);
            cursor = read.get(read.size() - 1).messageId();
        }
        return found.size() > count ? found.subList(0, count) : found;
    }

    private static boolean concerns(MentionPageQuery.Mention mention, Member member) {
        boolean wasSentBefore = member != null
                && mention.reason().equals(MentionPageQuery.TO_ALL)
                && mention.sentAt() < member.joinedAt().toEpochMilli();
        return member != null && !wasSentBefore;
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
