package org.chatboard.conversation.search;

import jakarta.ejb.EJBException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the index to the state of the rooms, page by page. One thread calls it. Rooms with the newest messages come first when the index
 * is opened; a room in which something was stored meanwhile, and that the index had, comes before those that it still lacks.
 */
final class RoomFollower {
    private final MessageIndex index;
    private final IndexSource source;
    private final Map<Long, RoomPosition> positions;
    /** Rooms that the index lacked when it was opened, in whole or in part. */
    private final Deque<Long> missing = new ArrayDeque<>();

    private long allNumbers;
    private long missingNumbers;
    private int progress;

    /**
     * Compares the index with the rooms.
     *
     * @throws EJBException if the database cannot be read
     */
    RoomFollower(MessageIndex index, IndexSource source) throws IOException {
        this.index = index;
        this.source = source;
        positions = new ConcurrentHashMap<>(index.positions());
        for (IndexSource.Head head : compare()) {
            missing.add(head.room());
            missingNumbers += head.position().seq() - startIn(head);
        }
        updateProgress();
    }

    /** {@return the number up to which the index has a room; 0 if the room does not go on from there} */
    private long startIn(IndexSource.Head head) {
        RoomPosition position = positions.getOrDefault(head.room(), RoomPosition.NONE);
        return position.leadsTo(head.position()) ? position.seq() : 0;
    }

    /** Removes rooms that do not exist, as after a restore. {@return those that have changed since the index has read them} */
    private List<IndexSource.Head> compare() throws IOException {
        List<IndexSource.Head> heads = source.rooms();
        allNumbers = heads.stream().mapToLong(head -> head.position().seq()).sum();
        Set<Long> gone = new HashSet<>(positions.keySet());
        heads.forEach(head -> gone.remove(head.room()));
        for (long room : gone) {
            index.remove(room);
            positions.remove(room);
        }
        return heads.stream()
                .filter(head -> !head.position().equals(positions.get(head.room())))
                .toList();
    }

    /** {@return the rooms in which something was stored that no event of this node has named} */
    List<Long> changedElsewhere() throws IOException {
        return compare().stream()
                .map(IndexSource.Head::room)
                .filter(room -> !missing.contains(room))
                .toList();
    }

    /** Reads the next page of a room that is not missing. {@return whether it has more} */
    boolean follow(long room) throws IOException {
        return !missing.contains(room) && !followPage(room);
    }

    /** Reads the next page of the rooms that were missing. {@return whether there was one} */
    boolean followMissing() throws IOException {
        Long room = missing.peek();
        if (room == null) {
            return false;
        }
        RoomPosition before = positions.getOrDefault(room, RoomPosition.NONE);
        boolean last = followPage(room);
        RoomPosition now = positions.get(room);
        missingNumbers -= now.seq() - (before.leadsTo(now) ? before.seq() : 0);
        if (last) {
            missing.remove();
        }
        updateProgress();
        return true;
    }

    /** {@return whether it was the last page of the room} */
    private boolean followPage(long room) throws IOException {
        IndexSource.Changes changes = source.after(room, positions.getOrDefault(room, RoomPosition.NONE));
        if (changes.isAnew()) {
            index.remove(room);
        }
        index.update(room, changes.messages(), changes.to());
        positions.put(room, changes.to());
        return changes.isLast();
    }

    private void updateProgress() {
        long known = Math.max(0, allNumbers - Math.max(0, missingNumbers));
        progress = missing.isEmpty()
                ? SearchPage.COMPLETE
                : (int) Math.min(SearchPage.COMPLETE - 1, SearchPage.COMPLETE * known / Math.max(1, allNumbers));
    }

    /** {@return percent of all rooms that the index has} */
    int progress() {
        return progress;
    }

    /** {@return how many messages these rooms have, and all} Any thread may ask. */
    MessageQueries.Share share(Set<Long> rooms) {
        long all = positions.values().stream().mapToLong(RoomPosition::seq).sum();
        long ofRooms = rooms.stream()
                .mapToLong(
                        room -> positions.getOrDefault(room, RoomPosition.NONE).seq())
                .sum();
        return new MessageQueries.Share(ofRooms, all);
    }
}
