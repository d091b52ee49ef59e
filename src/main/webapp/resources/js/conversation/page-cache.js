/**
 * The newest page of each conversation, kept in this browser: it opens at once, and can be read without a connection.
 * @module
 */
import { latest } from "./message-state.js";

const KEPT = 50; // messages of a conversation
const WRITE_AFTER_MS = 60;

const withState = (messages, state) => messages.map(message => latest(message, state));

/**
 * @typedef {{room: number, epoch: string, messages: object[], last: number, more: boolean, whole?: boolean}} Page without holes;
 *     `whole`: it came as the server's answer, which may end where the texts are long, and goes on from there
 */

/**
 * @param {Page} page
 * @returns {boolean} whether it has less than a page could: it began with a message that came before the page was fetched
 */
export const isShort = ({ messages, more, whole }) => more && !whole && messages.length < KEPT;

/** Dispatches `stored` with `{room, seq}`: this browser holds what others said up to there, or cannot hold anything. */
export class PageCache extends EventTarget {
    #store;
    #changed = new Map(); // room → conversation
    #timer;
    #stopped = false;

    /** @param {import("../store/local-store.js").LocalStore} store */
    constructor(store) {
        super();
        this.#store = store;
    }

    /** Keeps a conversation's newest page from now on. */
    follow(conversation) {
        for (const change of ["reset", "append", "place", "change"]) {
            conversation.addEventListener(change, () => (
                conversation.loaded ? this.keep(conversation) : this.#forget(conversation.room)));
        }
    }

    /** Keeps again: there is a sign-in. */
    start() {
        this.#stopped = false;
    }

    /** Keeps nothing any more, not even what was about to be written: the sign-in has ended. */
    stop() {
        this.#stopped = true;
        this.#changed.clear();
    }

    /** Keeps a conversation's newest page as it is a moment from now. */
    keep(conversation) {
        if (!this.#stopped && conversation.room !== null && conversation.epoch !== null && conversation.loaded) {
            this.#changed.set(conversation.room, conversation);
            this.#timer ??= setTimeout(() => this.#write(), WRITE_AFTER_MS);
        }
    }

    /**
     * Adds a message, or a change of one, to the page of a room whose conversation is not open here.
     *
     * @param {string} epoch the room's
     * @param {{room: number, seq: number, state?: object}} frame
     */
    async add(epoch, frame) {
        const { room, seq, state } = frame;
        if (this.#stopped) {
            return;
        }
        const { account } = this.#store;
        await this.#attempt(async pages => {
            const page = await pages.get([account, room]);
            const follows = page?.epoch === epoch && seq <= page.last + 1;
            if (follows && seq <= page.last) {
                return; // another tab was first
            }
            if (state !== undefined) {
                await (follows ? pages.put({ ...page, messages: withState(page.messages, state), last: seq })
                    : pages.delete([account, room])); // it lacks more than this, and is fetched whole when it is opened
                return;
            }
            const messages = follows ? [...page.messages, frame].slice(-KEPT) : [frame];
            const more = seq > 1 && (!follows || page.more || page.messages.length >= KEPT);
            await pages.put({ account, room, epoch, messages, last: seq, more, whole: follows && page.whole });
        });
        this.#tell(room, state === undefined ? [frame] : []);
    }

    /**
     * @param {number} room
     * @returns {Promise<Page|undefined>} undefined where nothing is kept; never rejected
     */
    async read(room) {
        try {
            return await this.#store.read("pages", pages => pages.get([this.#store.account, room]));
        } catch {
            return undefined;
        }
    }

    /** It is of another history now. */
    #forget(room) {
        this.#changed.delete(room);
        this.#attempt(pages => pages.delete([this.#store.account, room]));
    }

    async #write() {
        const changed = [...this.#changed].filter(([, { loaded }]) => loaded);
        this.#changed.clear();
        this.#timer = undefined;
        const { account } = this.#store;
        const pages = changed.map(([room, { epoch, messages, last, more, whole }]) => ({
            account, room, epoch, messages: messages.slice(-KEPT), last, more: more || messages.length > KEPT, whole,
        }));
        await this.#attempt(table => Promise.all(pages.map(page => table.put(page))));
        pages.forEach(({ room, messages }) => this.#tell(room, messages));
    }

    async #attempt(work) {
        try {
            await this.#store.write("pages", work);
        } catch {
            // the store has said so
        }
    }

    #tell(room, messages) {
        const newest = messages.findLast(({ sender }) => sender.id !== this.#store.self);
        if (newest !== undefined) {
            this.dispatchEvent(new CustomEvent("stored", { detail: { room, seq: newest.seq } }));
        }
    }
}
