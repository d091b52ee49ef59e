package org.chatboard.chat.page;

import org.chatboard.testing.Visitor;

/** What a browser keeps of whoever uses it. */
final class BrowserStoreContents {
    private static final String RECORDS = """
            () => new Promise((resolve, reject) => {
                const opening = indexedDB.open('chatboard');
                opening.onupgradeneeded = () => { // there is none, and it is the page's to make it
                    opening.transaction.abort();
                    resolve('[]');
                };
                opening.onerror = reject;
                opening.onsuccess = async () => {
                    const tables = ['outbox', 'drafts', 'pages'];
                    const transaction = opening.result.transaction(tables);
                    const count = table => new Promise(done => {
                        transaction.objectStore(table).getAll().onsuccess = ({ target }) => done(target.result);
                    });
                    const found = (await Promise.all(tables.map(count))).flat();
                    opening.result.close();
                    resolve(JSON.stringify(found));
                };
            })""";

    private static final String CHANGE_UNSENT = """
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

    /** Changes each message that waits in the browser's store by a function of scripts, from record to record. */
    static void changeUnsent(Visitor visitor, String change) {
        visitor.page().evaluate(CHANGE_UNSENT.formatted(change));
    }

    /** {@return what the browser keeps, as JSON} */
    static String records(Visitor visitor) {
        return (String) visitor.page().evaluate(RECORDS);
    }
}
