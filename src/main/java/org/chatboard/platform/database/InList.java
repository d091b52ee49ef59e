package org.chatboard.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Values for {@code IN :list} in a query. */
public final class InList {
    private InList() {}

    /**
     * {@return the distinct values; the last one is repeated until the size is a power of two} The database compiles a statement
     * for each size of the list, so few sizes mean few statements.
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
