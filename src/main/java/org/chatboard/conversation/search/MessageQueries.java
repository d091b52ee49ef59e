package org.chatboard.conversation.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Makes the query of the index from a request of the search. */
final class MessageQueries {
    /**
     * Share of all messages below which those of the rooms are looked up first, and others are checked one by one. Looking up many would cost
     * more than a whole search; checking finds nothing for long if the rooms have few.
     */
    private static final int SMALL_SHARE = 64;

    private MessageQueries() {}

    /**
     * {@return a query for the messages of a page and those after it}
     *
     * @param rooms those whose messages may be found
     * @param before id of a message, exclusive
     * @param share the number of messages of these rooms, and that of all rooms
     */
    static Query of(SearchRequest request, List<SearchWord> words, Set<Long> rooms, long before, Share share) {
        if (rooms.isEmpty()) {
            return new MatchNoDocsQuery("No room");
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(word.toQuery(MessageDocument.TEXT), Occur.FILTER));
        all.add(inRooms(rooms, share), Occur.FILTER);
        all.add(beforeId(before), Occur.FILTER);
        if (request.sender() != null) {
            all.add(MessageDocument.query(MessageDocument.SENDER, request.sender()), Occur.FILTER);
        }
        if (request.from() != null || request.until() != null) {
            all.add(sentBetween(request.from(), request.until()), Occur.FILTER);
        }
        if (request.withFiles()) {
            all.add(MessageDocument.withFiles(), Occur.FILTER);
        }
        return all.build();
    }

    /** How many messages the rooms of a search have, and all rooms. */
    record Share(long ofRooms, long ofAll) {
        boolean isSmall() {
            return ofRooms * SMALL_SHARE < ofAll;
        }
    }

    private static Query inRooms(Set<Long> rooms, Share share) {
        long[] ids = rooms.stream().mapToLong(Long::longValue).toArray();
        return share.isSmall()
                ? LongPoint.newSetQuery(MessageDocument.ROOM, ids)
                : SortedNumericDocValuesField.newSlowSetQuery(MessageDocument.ROOM, ids);
    }

    /** The index is sorted by the id, so that this finds where to begin instead of looking at each newer message. */
    private static Query beforeId(long before) {
        return new IndexSortSortedNumericDocValuesRangeQuery(
                MessageDocument.ID, 1, before - 1, LongPoint.newRangeQuery(MessageDocument.ID, 1, before - 1));
    }

    private static Query sentBetween(Instant from, Instant until) {
        return LongField.newRangeQuery(
                MessageDocument.SENT_AT,
                from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                until == null ? Long.MAX_VALUE : until.toEpochMilli() - 1);
    }
}
