package org.chatboard.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * The sizes of the growth benchmark, set by {@code -Dbenchmark.growth.NAME=…}. A list is comma-separated and in ascending order.
 *
 * @param rooms numbers of rooms that share the same load
 * @param history numbers of messages of the rooms whose pages are read
 * @param pages how many pages are read at each position of such a room
 * @param readers numbers of sockets that receive each message
 * @param frames frames/s delivered to all readers together
 * @param members numbers of members of the rooms whose messages are compared
 * @param crowd numbers of members of a room, each of whom is connected
 * @param rounds how often rooms that are compared are measured in turn
 * @param idle numbers of idle connections
 * @param messages numbers of messages of a database
 * @param search numbers of messages of a database that is searched; fewer than 10,000 lack what is searched for
 */
record GrowthSettings(
        List<Integer> rooms,
        List<Integer> history,
        int pages,
        List<Integer> readers,
        int frames,
        List<Integer> members,
        List<Integer> crowd,
        int rounds,
        List<Integer> idle,
        List<Integer> messages,
        List<Integer> search) {

    /** Reads the system properties. */
    static GrowthSettings read() {
        return new GrowthSettings(
                numbers("rooms", "1,10,100,1000"),
                numbers("history", "100,10000,1000000"),
                numbers("pages", "300").get(0),
                numbers("readers", "2,100,1000"),
                numbers("frames", "2000").get(0),
                numbers("members", "10,1000"),
                numbers("crowd", "500,1000"),
                numbers("rounds", "3").get(0),
                numbers("idle", "0,1000,5000,10000"),
                numbers("messages", "1000,10000000"),
                numbers("search", "10000,1000000"));
    }

    /** {@return the last, and therefore largest, size} */
    static int largest(List<Integer> sizes) {
        return sizes.get(sizes.size() - 1);
    }

    private static List<Integer> numbers(String name, String otherwise) {
        String text = System.getProperty("benchmark.growth." + name, otherwise);
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
    }
}
