package org.chatboard.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Reads pages of history at several positions in turn, so that other load of the machine affects all positions alike.
 */
final class HistoryPages {
    private static final int LIMIT = 50;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final FilledServer server;
    private final List<Place> places;
    private final List<Histogram> times;

    /**
     * The position of a page.
     *
     * @param room room of the page
     * @param before sequence number after the last message of the page
     */
    record Place(FilledRoom room, long before) {
        /** {@return the positions of a room's newest page, of one in the middle, and of the oldest} */
        static List<Place> of(FilledRoom room) {
            long messages = room.messages();
            long oldest = Math.min(messages, LIMIT) + 1;
            return List.of(
                    new Place(room, messages + 1),
                    new Place(room, Math.max(oldest, messages / 2)),
                    new Place(room, oldest));
        }
    }

    /** Reads pages of these rooms from a running server. */
    HistoryPages(FilledServer server, List<FilledRoom> rooms) {
        this.server = server;
        places = rooms.stream().flatMap(room -> Place.of(room).stream()).toList();
        times = places.stream().map(place -> new Histogram(DIGITS)).toList();
    }

    /** Reads the page at each position this many times and records how long each read takes. */
    void read(int often) {
        for (int i = 0; i < often; i++) {
            for (int place = 0; place < places.size(); place++) {
                readOne(places.get(place), times.get(place));
            }
        }
    }

    /** Discards the recorded times, for example those of a warm-up. */
    void reset() {
        times.forEach(Histogram::reset);
    }

    private void readOne(Place place, Histogram nanos) {
        long before = System.nanoTime();
        String page = get(place.room(), "limit=" + LIMIT + "&before=" + place.before());
        nanos.recordValue(System.nanoTime() - before);
        check(place, page);
    }

    private String get(FilledRoom room, String query) {
        return server.get(room.one(), "/api/rooms/" + room.id() + "/messages?" + query);
    }

    /** {@return the sequence number of a room's newest message} */
    long last(FilledRoom room) {
        return numbers(get(room, "limit=1")).get(0);
    }

    private void check(Place place, String page) {
        long last = place.before() - 1;
        List<Long> expected = new ArrayList<>();
        for (long number = Math.max(1, last - LIMIT + 1); number <= last; number++) {
            expected.add(number);
        }
        List<Long> numbers = numbers(page);
        if (!numbers.equals(expected)) {
            server.addProblem(
                    "page before " + place.before() + " of " + place.room().messages() + ": " + numbers);
        }
    }

    /** {@return the sequence numbers of a page's messages, in their order} */
    static List<Long> numbers(String page) {
        List<Long> numbers = new ArrayList<>();
        String field = "\"seq\":";
        for (int at = page.indexOf(field); at >= 0; at = page.indexOf(field, at + 1)) {
            numbers.add(new Frame(page.substring(at)).number("seq"));
        }
        return numbers;
    }

    /**
     * {@return the median times in ms: of the newest, middle and oldest page of the first room, then of the second, and so on}
     */
    List<Double> medians() {
        return times.stream()
                .map(nanos -> nanos.getValueAtPercentile(50) / NANOS_PER_MILLI)
                .toList();
    }
}
