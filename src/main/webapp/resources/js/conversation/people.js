/**
 * The people that this page knows: the one source of names. Uses no document and no socket.
 * @module
 */
import { t } from "../base/i18n.js";

/**
 * @typedef {object} Person
 * @property {number} id
 * @property {string} username
 * @property {string} displayName
 * @property {string} [avatar] the version of the picture
 */

/** People by account id, the reader included. Dispatches `named` with `{person}` when a person is new or has another name or avatar. */
export class People extends EventTarget {
    #people = new Map();

    /** @param {Person} self the reader */
    constructor(self) {
        super();
        /** The reader's account id. */
        this.self = self.id;
        this.#people.set(self.id, self);
    }

    /** @returns {Person|undefined} the person with this account id */
    get(id) {
        return this.#people.get(id);
    }

    /** @returns {Person|undefined} the person with this username */
    byUsername(username) {
        return [...this.#people.values()].find(person => person.username === username);
    }

    /** Adds a person as the server names them, or changes their name and avatar. @param {Person} person */
    set(person) {
        const { id, username, displayName, avatar } = person;
        const known = this.#people.get(id);
        if (known?.username === username && known.displayName === displayName && known.avatar === avatar) {
            return;
        }
        this.#people.set(id, { id, username, displayName, avatar });
        this.dispatchEvent(new CustomEvent("named", { detail: { person: this.#people.get(id) } }));
    }

    /** Adds a person as the browser's store names them, unless the person is known. @param {Person} person */
    learn(person) {
        if (!this.#people.has(person.id)) {
            this.set(person);
        }
    }

    /**
     * Adds the people whom messages of the server name, unless they are known: the list of people may not have them yet.
     *
     * @param {{sender: Person, event?: {subject?: Person}}[]} messages
     */
    learnFrom(messages) {
        messages.flatMap(({ sender, event }) => [sender, event?.subject])
            .filter(person => person?.username !== undefined)
            .forEach(person => this.learn(person));
    }

    /**
     * @param {{id: number, displayName?: string}} person a person, or the sender of a message. The name that came with a
     *     message is used only for a person who is not known.
     * @returns {string} the display name
     */
    nameOf({ id, displayName }) {
        return this.#people.get(id)?.displayName ?? displayName ?? t("people.unknown");
    }
}
