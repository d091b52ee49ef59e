package org.chatboard.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** What stands behind an {@code IN}. */
final class InList {
    private InList() {}

    /** Each value once, filled up with the last one to a power of two: each length is a statement that the database compiles. */
    static <T> List<T> padded(Collection<T> values) {
        List<T> list = new ArrayList<>(new LinkedHashSet<>(values));
        int size = Integer.highestOneBit(Math.max(1, list.size() - 1)) * 2;
        while (list.size() < size) {
            list.add(list.get(list.size() - 1));
        }
        return list;
    }
}
