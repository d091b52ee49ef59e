package org.chatboard.chat.page;

import org.chatboard.testing.Visitor;

/** Reads and changes the records that a page has in the browser's IndexedDB. */
final class BrowserStoreContents {
    private static final String RECORDS = """
            () => new Promise((resolve, reject) => {
                const opening = indexedDB.open('chatboard');
                opening.onupgradeneeded = () => { // the database does not exist, and only the page may create it
                    opening.transaction.abort();
                    resolve('[]');
                };
                opening.onerror = reject;
                opening.onsuccess = async () => {
                    const tables = ['outbox', 'drafts', 'pages', 'files'];
                    const transaction = opening.result.transaction(tables);
                    const count = table => new Promise(done => {
                        transaction.objectStore(table).getAll().onsuccess = ({ target }) => done(target.result);
                    });
                    const found = (await Promise.all(tables.map(count))).flat();
                    opening.result.close();
                    resolve(JSON.stringify(found));
                };
            })""";

    private static final String CHANGE_UNSENT_MESSAGES = """
            () => new Promise((resolve, reject) => {
                const opening = indexedDB.open('chatboard');
                opening.onerror = reject;
                opening.onsuccess = () => {
                    const transaction = opening.result.transaction('outbox', 'readwrite');
                    const outbox = transaction.objectStore('outbox');
                    outbox.getAll().onsuccess = ({ target }) => target.result.map(%s).forEach(each => outbox.put(each));
                    transaction.oncomplete = () => { opening.result.close(); resolve(); };
                    transaction.onabort = reject;
                };
            })""";

    private BrowserStoreContents() {}

    /** Changes each unsent message in the browser. @param change a JavaScript function from record to record */
    static void changeUnsentMessages(Visitor visitor, String change) {
        visitor.page().evaluate(CHANGE_UNSENT_MESSAGES.formatted(change));
    }

    /** {@return all records of the browser's store, as JSON} */
    static String records(Visitor visitor) {
        return (String) visitor.page().evaluate(RECORDS);
    }
}
