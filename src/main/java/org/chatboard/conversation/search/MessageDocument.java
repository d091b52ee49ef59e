package org.chatboard.conversation.search;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The documents of the index: a message, or the position in a room. Nothing of a message is stored but numbers. */
final class MessageDocument {
    /** Id of the message; 0 for a position, since the index is sorted by it. */
    static final String ID = "id";

    static final String ROOM = "room";
    static final String SENDER = "sender";
    static final String SENT_AT = "sentAt";
    static final String TEXT = "text";

    private static final String WITH_FILES = "withFiles";
    static final String POSITION = "position";
    private static final String EPOCH = "epoch";
    private static final String SEQ = "seq";
    private static final String YES = "yes";
    private static final FieldType GRAMS = grams();

    private MessageDocument() {}

    private static FieldType grams() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    static Document of(long room, IndexedMessage message) {
        Document document = new Document();
        document.add(new LongField(ID, message.id(), Store.NO));
        document.add(new LongField(ROOM, room, Store.NO));
        document.add(new LongField(SENDER, message.sender(), Store.NO));
        document.add(new LongField(SENT_AT, message.sentAt(), Store.NO));
        document.add(
                new Field(TEXT, new GramStream(new SearchedMessage(message.text(), message.fileNames()).all()), GRAMS));
        if (!message.fileNames().isEmpty()) {
            document.add(new StringField(WITH_FILES, YES, Store.NO));
        }
        return document;
    }

    static Document of(long room, RoomPosition position) {
        Document document = new Document();
        document.add(new LongField(ID, 0, Store.NO));
        document.add(new StringField(POSITION, Long.toString(room), Store.YES));
        document.add(new StoredField(EPOCH, position.epoch()));
        document.add(new StoredField(SEQ, position.seq()));
        return document;
    }

    static Term positionTerm(long room) {
        return new Term(POSITION, Long.toString(room));
    }

    static long roomOf(Document position) {
        return Long.parseLong(position.get(POSITION));
    }

    static RoomPosition positionOf(Document position) {
        return new RoomPosition(
                position.get(EPOCH), position.getField(SEQ).numericValue().longValue());
    }

    static Query query(String field, long value) {
        return LongField.newExactQuery(field, value);
    }

    static Query withFiles() {
        return new TermQuery(new Term(WITH_FILES, YES));
    }
}
