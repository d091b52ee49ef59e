package org.chatboard.conversation.inbox;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.chatboard.conversation.mention.UnreadMentions;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.PersonQuery;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.image.PictureVersion;

/**
 * Adds members, receipts and names to the rows of an account's rooms. Reads the members of rooms that share receipts; of larger rooms it
 * reads their number alone, so that the list costs the same however large the rooms are.
 */
final class OverviewAssembly {
    private static final String COUNTS =
            "SELECT s.roomId, COUNT(s) FROM Membership s WHERE s.roomId IN :rooms GROUP BY s.roomId";
    private static final String MEMBERS = """
            SELECT s.roomId, a.id, a.username, a.displayName, a.avatar, s.receivedSeq, s.shownReadSeq, s.joinedAt, p.hidesReceipts
            FROM Membership s JOIN Account a ON a.id = s.accountId
            LEFT JOIN StoredPreferences p ON p.accountId = s.accountId WHERE s.roomId IN :rooms ORDER BY a.id""";

    /** A member with its receipt. */
    private record Member(
            long room, Person person, long receivedSeq, long readSeq, Instant joinedAt, boolean hidesReceipts) {
        static Member of(Object[] row) {
            return new Member(
                    (Long) row[0],
                    new Person((Long) row[1], (String) row[2], (String) row[3], (String) row[4]),
                    (Long) row[5],
                    (Long) row[6],
                    (Instant) row[7],
                    Boolean.TRUE.equals(row[8])); // null if the member has chosen nothing
        }

        RoomOverview.MemberReceipt receipt() {
            return new RoomOverview.MemberReceipt(person.id(), receivedSeq, readSeq, joinedAt);
        }
    }

    private final List<RoomRow> rows;
    private final long accountId;
    private final Map<Long, Long> counts;
    private final Map<Long, List<Member>> members;
    private final Map<Long, Person> subjects;
    private final Map<Long, Long> mentions;

    OverviewAssembly(EntityManager em, List<RoomRow> rows, long accountId, int maxWithReceipts) {
        this.rows = rows;
        this.accountId = accountId;
        this.counts = counts(em);
        this.members = members(em, maxWithReceipts);
        this.mentions = mentions(em);
        this.subjects = PersonQuery.byIds(
                em,
                rows.stream()
                        .map(RoomRow::last)
                        .filter(Objects::nonNull)
                        .map(RoomOverview.LastMessage::event)
                        .filter(event -> event != null && event.subject() != null)
                        .map(event -> event.subject().id())
                        .collect(Collectors.toSet()));
    }

    private Map<Long, Long> counts(EntityManager em) {
        List<Long> named = rows.stream()
                .filter(row -> row.kind() != RoomKind.DIRECT)
                .map(RoomRow::room)
                .toList();
        return named.isEmpty()
                ? Map.of()
                : em.createQuery(COUNTS, Object[].class)
                        .setParameter("rooms", InList.padded(named))
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
    }

    /** Counts up to the latest sequence number of each row: a mention that was stored after the rows were read follows as a frame. */
    private Map<Long, Long> mentions(EntityManager em) {
        return UnreadMentions.ofRooms(
                em,
                accountId,
                rows.stream()
                        .filter(row -> row.unread() > 0)
                        .collect(Collectors.toMap(
                                RoomRow::room,
                                row -> new UnreadMentions.Range(row.readSeq(), row.seq()),
                                (one, same) -> one)));
    }

    private Map<Long, List<Member>> members(EntityManager em, int maxWithReceipts) {
        Collection<Long> small = rows.stream()
                .filter(row -> countOf(row) <= maxWithReceipts)
                .map(RoomRow::room)
                .toList();
        return small.isEmpty()
                ? Map.of()
                : em.createQuery(MEMBERS, Object[].class)
                        .setParameter("rooms", InList.padded(small))
                        .getResultStream()
                        .map(Member::of)
                        .collect(Collectors.groupingBy(Member::room));
    }

    private long countOf(RoomRow row) {
        return row.kind() == RoomKind.DIRECT ? 2 : counts.getOrDefault(row.room(), 0L);
    }

    List<RoomOverview> assemble() {
        return rows.stream().map(this::overview).toList();
    }

    private RoomOverview overview(RoomRow row) {
        List<Member> known = members.getOrDefault(row.room(), List.of());
        boolean direct = row.kind() == RoomKind.DIRECT;
        return new RoomOverview(
                row.room(),
                row.kind(),
                direct ? otherName(known) : row.title(),
                row.topic(),
                PictureVersion.of(row.picture()),
                row.archivedAt(),
                direct ? known.stream().map(Member::person).toList() : List.of(),
                countOf(row),
                row.role(),
                row.epoch(),
                row.seq(),
                row.readSeq(),
                row.receivedSeq(),
                receipts(row, known),
                row.unread(),
                mentions.getOrDefault(row.room(), 0L),
                row.notifyLevel(),
                named(row.last(), subjects));
    }

    private List<RoomOverview.MemberReceipt> receipts(RoomRow row, List<Member> known) {
        if (known.isEmpty()) {
            return List.of(new RoomOverview.MemberReceipt(accountId, row.receivedSeq(), row.readSeq(), null));
        }
        boolean viewerHides = known.stream().anyMatch(member -> isViewer(member) && member.hidesReceipts());
        return known.stream()
                .filter(member -> isViewer(member) || !viewerHides && !member.hidesReceipts())
                .map(Member::receipt)
                .toList();
    }

    private boolean isViewer(Member member) {
        return member.person().id() == accountId;
    }

    private String otherName(List<Member> known) {
        return known.stream()
                .filter(member -> !isViewer(member))
                .map(member -> member.person().displayName())
                .findFirst()
                .orElse("");
    }

    /** {@return the newest line with the names of the person whom its event names} */
    static RoomOverview.LastMessage named(EntityManager em, RoomOverview.LastMessage last) {
        RoomEvent event = last.event();
        return event == null || event.subject() == null
                ? last
                : named(last, PersonQuery.byIds(em, List.of(event.subject().id())));
    }

    private static RoomOverview.LastMessage named(RoomOverview.LastMessage last, Map<Long, Person> subjects) {
        RoomEvent event = last == null ? null : last.event();
        return event == null || event.subject() == null
                ? last
                : last.with(event.with(subjects.get(event.subject().id())));
    }
}
