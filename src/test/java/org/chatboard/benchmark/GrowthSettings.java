package org.chatboard.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * How far the benchmark of growth goes: {@code -Dbenchmark.growth.NAME=…} on Maven's command line, sizes by commas, the smallest first.
 *
 * @param rooms conversations that the same load is spread over
 * @param history messages of the rooms whose pages are read
 * @param pages that are read at each place of each of those rooms
 * @param readers sockets that each message goes to
 * @param frames that are delivered to them a second, in all
 * @param idle connections that are open and say nothing
 * @param messages in a database
 */
record GrowthSettings(
        List<Integer> rooms,
        List<Integer> history,
        int pages,
        List<Integer> readers,
        int frames,
        List<Integer> idle,
        List<Integer> messages) {

    /** Reads the system properties. */
    static GrowthSettings read() {
        return new GrowthSettings(
                numbers("rooms", "1,10,100,1000"),
                numbers("history", "100,10000,1000000"),
                numbers("pages", "300").get(0),
                numbers("readers", "2,100,1000"),
                numbers("frames", "2000").get(0),
                numbers("idle", "0,1000,5000,10000"),
                numbers("messages", "1000,10000000"));
    }

    /** The last, and largest, of some sizes. */
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
