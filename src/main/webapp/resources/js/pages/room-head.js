/**
 * What the page shows of an open room of several besides its title: picture, topic and number of members, and that it is archived.
 * @module
 */
import { showAvatar } from "../base/avatar.js";
import { t } from "../base/i18n.js";
import { personOrRoom } from "../conversation/naming.js";

/** The second line of the conversation's header, and the line that an archived room has in place of the composer. */
export class RoomHead {
    #roster;
    #conversation = null;
    #members = document.querySelector("#conversation-presence"); // a room has no presence
    #topic = document.querySelector("#conversation-topic");
    #composer = document.querySelector("#composer");
    #board = document.querySelector("#board");
    #log = document.querySelector("#log");

    /** @param {import("../conversation/roster.js").Roster} roster */
    constructor(roster) {
        this.#roster = roster;
        roster.addEventListener("change", ({ detail: { entry } }) => entry === this.entry && this.#show());
    }

    /** @returns {import("../conversation/roster-entry.js").Entry|undefined} that of the open conversation */
    get entry() {
        return this.#conversation === null ? undefined : this.#roster.of(this.#conversation);
    }

    /** @param {import("../conversation/conversation.js").Conversation|null} conversation the conversation that is open now */
    opened(conversation) {
        this.#conversation = conversation;
        this.#show();
        if (this.entry?.archived) {
            this.#log.focus({ preventScroll: true }); // there is no composer to have the focus
        }
    }

    #show() {
        const { entry } = this;
        const ofSeveral = this.#conversation?.account === null;
        if (ofSeveral && entry === undefined) {
            return; // the server wrote the room into the page, and `welcome` has not come
        }
        const topic = entry?.topic ?? "";
        this.#topic.textContent = this.#topic.title = topic;
        if (ofSeveral) {
            this.#members.textContent = t("room.members", { count: entry.memberCount });
            showAvatar(document.querySelector(".conversation__head .avatar"), personOrRoom(entry));
        }
        this.#close(entry?.archived ?? false);
    }

    /** Shows or hides the composer, by a style. If it had the focus, the messages get it. */
    #close(archived) {
        const focused = this.#composer.contains(document.activeElement);
        this.#board.dataset.archived = archived;
        if (archived && focused) {
            this.#log.focus({ preventScroll: true });
        }
    }
}
