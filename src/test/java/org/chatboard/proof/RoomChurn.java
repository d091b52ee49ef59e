package org.chatboard.proof;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;

/**
 * Adds guests to named rooms and removes them, one after the other, while the server is killed. A change that the server has acknowledged
 * must be there afterwards: the answer to the next change tells, and at the end the rows.
 */
final class RoomChurn implements AutoCloseable {
    private static final int PAUSE_MS = 20;

    private final Member owner;
    private final List<Member> guests;
    private final List<NamedRoom> rooms;
    private final Random random = new Random();
    private final Map<Place, Boolean> members =
            new HashMap<>(); // whether a guest is one; no entry if an answer was lost
    private final Thread thread = new Thread(this::run, "room churn");
    private long acknowledged;
    private long contradictions;
    private boolean over;

    /** A guest and a room. */
    private record Place(long guest, long room) {}

    RoomChurn(Member owner, List<Member> guests, List<NamedRoom> rooms) {
        this.owner = owner;
        this.guests = guests;
        this.rooms = rooms;
        guests.forEach(guest -> rooms.forEach(room -> members.put(new Place(guest.id(), room.id()), false)));
    }

    /** Starts the changes. */
    void start() {
        if (!guests.isEmpty()) {
            thread.start();
        }
    }

    private void run() {
        while (!isOver()) {
            change(guests.get(random.nextInt(guests.size())), rooms.get(random.nextInt(rooms.size())));
        }
    }

    private void change(Member guest, NamedRoom room) {
        Place place = new Place(guest.id(), room.id());
        Boolean known = state(place);
        boolean removes = known == null ? random.nextBoolean() : known;
        try {
            Answer answer = removes ? room.remove(owner, guest) : room.add(owner, guest);
            record(place, known, removes, statusOfTheApplication(answer));
        } catch (UncheckedIOException e) { // the server was killed; whether it has stored the change is not known
            record(place, known, removes, 0);
        }
    }

    /** {@return the status; 0 if the container answered, which listens before the application is deployed} */
    private static int statusOfTheApplication(Answer answer) {
        String type = answer.header("Content-Type");
        return type == null || type.contains("json") ? answer.status() : 0;
    }

    private synchronized Boolean state(Place place) {
        pause();
        return members.get(place);
    }

    private synchronized void record(Place place, Boolean known, boolean removes, int status) {
        switch (status) {
            case 200, 204 -> {
                acknowledged++;
                members.put(place, !removes);
            }
            case 404, 409 -> { // it is so already
                contradictions += known == null ? 0 : 1;
                members.put(place, !removes);
            }
            default -> members.remove(place);
        }
    }

    private synchronized void pause() {
        try {
            wait(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** {@return the number of acknowledged changes} */
    synchronized long acknowledged() {
        return acknowledged;
    }

    /** {@return the number of answers, and of rows at the end, that contradict a change that was acknowledged before} */
    synchronized long contradictions() {
        return contradictions;
    }

    /** {@return the named rooms that have a row of this guest's membership} */
    Set<Long> roomsOf(Member guest) {
        return rooms.stream()
                .filter(room -> room.memberIds(owner).contains(guest.id()))
                .map(NamedRoom::id)
                .collect(Collectors.toSet());
    }

    /** Compares the last acknowledged change of each guest with the rows; a difference is a contradiction. */
    synchronized void compareWithRows() {
        for (NamedRoom room : rooms) {
            Set<Long> rows = room.memberIds(owner);
            for (Member guest : guests) {
                Boolean known = members.get(new Place(guest.id(), room.id()));
                contradictions += known == null || known == rows.contains(guest.id()) ? 0 : 1;
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        if (thread.isAlive()) {
            Threads.join(thread);
        }
    }
}
