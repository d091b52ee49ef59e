package org.chatboard.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Lists for {@code IN :list} of a query. */
public final class InList {
    private InList() {}

    /**
     * {@return the different values, filled up with the last one to a power of two: each length is a statement that the database
     * compiles}
     *
     * @param values at least one
     */
    public static <T> List<T> padded(Collection<T> values) {
        List<T> list = new ArrayList<>(new LinkedHashSet<>(values));
        int size = Integer.highestOneBit(Math.max(1, list.size() - 1)) * 2;
        while (list.size() < size) {
            list.add(list.get(list.size() - 1));
        }
        return list;
    }
}
