package org.chatboard.benchmark;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/**
 * The messages of rooms as rows, also for a table function of Derby. They are one message of each room in turn, so that the
 * messages of a room are spread over the table as in real use.
 */
public final class FilledMessages {
    /** Columns of the table function and of the insert. */
    static final String COLUMNS = "id, room_id, seq, ordinal, sender_id, cid, body, sent_at";

    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final String TEXT =
            " The quick brown fox jumps over the lazy dog and then writes the rest of it, so that it is as long";

    /** Rooms of the next call of {@link #rows}. Static, since Derby cannot pass objects to a table function. */
    private static volatile List<FilledRoom> rooms = List.of();

    /** The text of a message by its id, or null for the usual text. */
    private static volatile LongFunction<String> texts;

    private final List<FilledRoom> left;
    private final long total;
    private final long start = System.currentTimeMillis() - YEAR;
    private int current = -1;
    private long number = 1;
    private long id;

    private FilledMessages(List<FilledRoom> rooms) {
        left = rooms;
        total = count(rooms);
    }

    /** Sets the rooms of the next call of {@link #rows}. */
    static void of(List<FilledRoom> next) {
        of(next, null);
    }

    /** Sets the rooms of the next call of {@link #rows}, and the text of each message by its id. */
    static void of(List<FilledRoom> next, LongFunction<String> textsById) {
        rooms = next;
        texts = textsById;
    }

    /** {@return the number of messages of all rooms} */
    static long count(List<FilledRoom> rooms) {
        return rooms.stream().mapToLong(FilledRoom::messages).sum();
    }

    /** Returns the rows. Derby calls this method by its name. */
    public static ResultSet rows() {
        FilledMessages messages = new FilledMessages(rooms);
        return (ResultSet) Proxy.newProxyInstance(
                FilledMessages.class.getClassLoader(), new Class<?>[] {ResultSet.class}, messages::answer);
    }

    private Object answer(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "next" -> next();
            case "getLong" -> number((int) arguments[0]);
            case "getString" -> (int) arguments[0] == 6 ? cid() : text();
            case "wasNull" -> false;
            case "close", "getWarnings", "getStatement" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    /** Moves to the next message. @return whether there is one */
    boolean next() {
        if (id == total) {
            return false;
        }
        do {
            if (++current == left.size()) {
                current = 0;
                number++;
            }
        } while (left.get(current).messages() < number);
        id++;
        return true;
    }

    private long number(int column) {
        FilledRoom room = left.get(current);
        return switch (column) {
            case 1 -> id;
            case 2 -> room.id();
            case 3, 4 -> number;
            case 5 -> room.sender(number).id();
            case 8 -> start + (long) ((double) YEAR * id / total);
            default -> throw new IllegalArgumentException("No number in column " + column);
        };
    }

    private String text() {
        LongFunction<String> ofId = texts;
        return ofId == null ? number + TEXT : ofId.apply(id);
    }

    private static String cid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
