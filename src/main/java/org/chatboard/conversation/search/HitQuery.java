package org.chatboard.conversation.search;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessageStateQuery;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.platform.database.InList;

/** Reads the messages that the index has found, as they are now. Each method is one JTA transaction. */
@Stateless
public class HitQuery {
    private static final String ROOMS_OF = "SELECT s.roomId FROM Membership s WHERE s.accountId = :account";
    private static final String ROOMS = "SELECT r.id, r.kind, r.title FROM Room r WHERE r.id IN :rooms";
    private static final String OTHERS = """
            SELECT s.roomId, a.displayName FROM Membership s JOIN Room r ON r.id = s.roomId JOIN Account a ON a.id = s.accountId
            WHERE s.roomId IN :rooms AND r.kind = :direct AND s.accountId <> :account""";

    @PersistenceContext
    EntityManager em;

    /** Kind and title of a room; the title is null for a direct room. */
    private record Place(RoomKind kind, String title) {}

    /** {@return the ids of the rooms of which an account is a member} */
    public Set<Long> rooms(long account) {
        return new HashSet<>(em.createQuery(ROOMS_OF, Long.class)
                .setParameter("account", account)
                .getResultList());
    }

    /**
     * {@return those of the messages that have each word, in rooms of which the account is a member, in the given order}
     *
     * @param withFiles whether messages without files are left out
     */
    public List<SearchPage.Hit> hits(long account, List<Long> ids, List<SearchWord> words, boolean withFiles) {
        Map<Long, MessageDto> messages = MessageStateQuery.byId(em, ids);
        Set<Long> rooms = messages.values().stream().map(MessageDto::roomId).collect(Collectors.toSet());
        if (rooms.isEmpty()) {
            return List.of();
        }
        Map<Long, Place> places = places(rooms);
        Map<Long, String> others = others(account, rooms);
        Set<Long> own = rooms(account); // read last: a removal is committed with the messages behind it, or before them
        return ids.stream()
                .map(messages::get)
                .filter(message -> message != null && message.deletedAt() == null && own.contains(message.roomId()))
                .filter(message -> !withFiles || !message.attachments().files().isEmpty())
                .flatMap(message -> {
                    SearchedMessage searched = new SearchedMessage(
                            message.message(),
                            message.attachments().files().stream()
                                    .map(FileDto::name)
                                    .toList());
                    Place place = places.get(message.roomId());
                    String title = place.title() == null ? others.getOrDefault(message.roomId(), "") : place.title();
                    return searched.hasAll(words)
                            ? Stream.of(new SearchPage.Hit(place.kind(), title, message, searched.marks(words)))
                            : Stream.empty();
                })
                .toList();
    }

    private Map<Long, Place> places(Collection<Long> rooms) {
        return em.createQuery(ROOMS, Object[].class)
                .setParameter("rooms", InList.padded(rooms))
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> new Place((RoomKind) row[1], (String) row[2])));
    }

    private Map<Long, String> others(long account, Collection<Long> rooms) {
        return em.createQuery(OTHERS, Object[].class)
                .setParameter("rooms", InList.padded(rooms))
                .setParameter("direct", RoomKind.DIRECT)
                .setParameter("account", account)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (String) row[1]));
    }
}
