/**
 * Suggests the members of a room after an `@`: at once those whom the page knows, then those that the server finds. The build joins
 * this module and its imports into a file of its own, which a page loads when the first `@` is typed. So it may import no module
 * whose state the page shares: those parts are handed to it.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { debounced, icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { SuggestionList } from "../composer/suggestion-list.js";
import { suggestMembers } from "../connection/room-requests.js";
import { begunMention, KnownMembers, matching, recentMembers } from "./mention-search.js";

const MOST = 7; // people in the list
const ASKED = 20; // people in an answer; fewer are all that match
const ASK_AFTER_MS = 150;
const ALL = { id: 0, username: "all" }; // no person; no account has the id 0

/** The list; picks the mention at the cursor after each change of the text. */
export class MentionSuggestions {
    #parts;
    #field = document.querySelector("#text");
    #list;
    #offered = [];
    #begun = null;
    #known = new Map(); // room → KnownMembers
    #ask = debounced(() => this.#fetch(), ASK_AFTER_MS);

    /**
     * @param {object} parts
     * @param {import("../composer/composer.js").Composer} parts.composer
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/conversations.js").Conversations} parts.conversations
     * @param {() => import("../conversation/conversation.js").Conversation|null} parts.open the conversation on the screen
     * @param {() => boolean} parts.mayMentionAll whether the reader may mention all in its room
     */
    constructor(parts) {
        this.#parts = parts;
        this.#list = new SuggestionList(parts.composer, "mention-suggestions", t("mention.suggestions"), at => this.#take(at));
        this.#field.addEventListener("input", ({ isComposing }) => isComposing || this.typed());
        this.#field.addEventListener("compositionend", () => this.typed());
        parts.conversations.addEventListener("message", ({ detail: { frame } }) => (
            frame.event !== undefined && this.#known.delete(frame.room))); // the members may have changed
    }

    /** Suggests members for the mention at the cursor, if one is begun in a room of several. */
    typed() {
        this.#begun = this.#room === null ? null : begunMention(this.#before);
        if (this.#begun === null) {
            this.#list.hide();
            return;
        }
        this.#offer(this.#members(this.#room).with(recentMembers(this.#parts.open().messages)));
        if (this.#offered.some(person => person !== ALL)) {
            this.#ask();
        } else {
            this.#fetch(); // the writer waits for a first suggestion
        }
    }

    #members(room) {
        return this.#known.get(room) ?? this.#known.set(room, new KnownMembers()).get(room);
    }

    get #before() {
        return this.#field.value.slice(0, this.#field.selectionStart);
    }

    /** @returns {number|null} the open room of several */
    get #room() {
        const conversation = this.#parts.open();
        return conversation?.account === null ? conversation.room : null;
    }

    async #fetch() {
        const begun = this.#begun;
        const room = this.#room;
        if (begun === null || room === null || this.#members(room).areAnswered(begun.query)) {
            return;
        }
        const recent = recentMembers(this.#parts.open().messages);
        try {
            const found = (await suggestMembers(room, begun.query, ASKED)).members.map(({ account }) => account);
            found.forEach(person => this.#parts.people.set(person));
            this.#members(room).answer(begun.query, found, found.length < ASKED, recent);
            const closed = this.#offered.length > 0 && !this.#list.isShown; // by Escape
            if (begun === this.#begun && room === this.#room && !closed && document.activeElement === this.#field) {
                this.#offer(found, this.#offered[this.#list.chosen]);
            }
        } catch {
            // no connection: those whom the page knows stay
        }
    }

    /** Shows people, and `@all` below them unless it is typed in full. `chosen` stays selected if the writer has moved there. */
    #offer(people, chosen = null) {
        const { self } = this.#parts.people;
        const query = this.#begun.query.toLowerCase();
        const others = matching(people.filter(({ id }) => id !== self), query, MOST);
        const all = ALL.username.startsWith(query) && this.#parts.mayMentionAll() ? [ALL] : [];
        this.#offered = query === ALL.username ? [...all, ...others] : [...others, ...all];
        const moved = chosen !== null && this.#list.chosen > 0;
        this.#list.show(this.#offered.map(each => this.#content(each)),
            moved ? Math.max(0, this.#offered.findIndex(({ id }) => id === chosen.id)) : 0);
    }

    #content(person) {
        const [picture, name] = person === ALL
            ? [icon("people"), t("mention.all.hint")]
            : [avatar({ ...person, displayName: this.#parts.people.nameOf(person) }, "xs"), this.#parts.people.nameOf(person)];
        return [picture, make("span", { class: "suggestions__name", dir: "auto" }, name), " ",
            make("span", { class: "suggestions__username" }, `@${person.username}`)];
    }

    #take(at) {
        const { value, selectionStart } = this.#field;
        const begun = begunMention(this.#before); // the cursor may have moved
        this.#list.hide();
        if (begun !== null) {
            const rest = value.slice(selectionStart);
            const end = value.length - rest.replace(/^[\w.-]*\s?/u, "").length;
            this.#parts.composer.replace(begun.start, end, `@${this.#offered[at].username} `);
        }
    }
}

/**
 * Says in the question before all members of a room are notified how many they are. The server knows it, since a page does not know who
 * is disabled.
 *
 * @param {number} room
 * @param {HTMLElement} question
 * @returns {Promise<void>} rejects without an answer
 */
export async function sayHowMany(room, question) {
    question.ariaLive = "polite";
    const { mentionable: count } = await suggestMembers(room, "", 1);
    question.textContent = t("mention.all.ask", { count });
}
