import { temporaryKey } from "/modules/store/conversation-key.js";
import { Drafts } from "/modules/store/drafts.js";
import { equal, settled } from "./expect.js";

/** The drafts of one account in memory, with the methods of LocalStore that drafts use. */
class Store {
    account = "1 anna";
    rows = new Map(); // conversation → record

    constructor(...records) {
        records.forEach(record => this.rows.set(record.conversation, { account: this.account, ...record }));
    }

    #table = {
        transaction: { commit: () => {} },
        getAll: async () => [...this.rows.values()],
        put: async record => this.rows.set(record.conversation, record),
        delete: async ([, conversation]) => this.rows.delete(conversation),
    };

    read(_, work) {
        return work(this.#table);
    }

    write(_, work) {
        return work(this.#table);
    }

    get texts() {
        return [...this.rows.values()].map(({ conversation, text }) => [conversation, text]);
    }
}

const asIs = key => key;

export default {
    "keep a draft under the room, or under a temporary key": async () => {
        const store = new Store();
        const drafts = new Drafts(store, asIs);
        drafts.save(7, { text: "to the room" });
        drafts.save(temporaryKey(2), { text: "to the person" });
        await settled();
        equal(store.texts, [[7, "to the room"], ["to 2", "to the person"]]);
    },
    "move a draft to the room that has become known": async () => {
        const store = new Store();
        const drafts = new Drafts(store, asIs);
        drafts.save("to 2", { text: "hello", reply: { id: 5 } });
        drafts.move("to 2", 7);
        equal([drafts.of(7).text, drafts.of(7).reply.id, drafts.of("to 2").text], ["hello", 5, ""]);
        await settled();
        equal(store.texts, [[7, "hello"]]);
    },
    "move a stored draft when it is loaded, if its room is known then": async () => {
        const store = new Store({ conversation: "to 2", text: "left" }, { conversation: "to 3", text: "no room" });
        const drafts = new Drafts(store, key => (key === "to 2" ? 7 : key));
        await drafts.ready;
        equal([drafts.of(7).text, drafts.of("to 3").text], ["left", "no room"]);
        await settled();
        equal(store.texts, [["to 3", "no room"], [7, "left"]]);
    },
    "prefer what was typed before the stored drafts were loaded": async () => {
        const store = new Store({ conversation: "to 2", text: "left", edit: { message: { id: 5 }, text: "edited" } });
        const drafts = new Drafts(store, key => (key === "to 2" ? 7 : key));
        drafts.save(7, { text: "typed" });
        await settled();
        equal([drafts.of(7).text, drafts.of(7).edit.text, store.texts], ["typed", "edited", [[7, "typed"]]]);
    },
    "delete the record of an emptied draft": async () => {
        const store = new Store({ conversation: 7, text: "left" });
        const drafts = new Drafts(store, asIs);
        await drafts.ready;
        drafts.save(7, { text: "" });
        await settled();
        equal(store.texts, []);
    },
};
