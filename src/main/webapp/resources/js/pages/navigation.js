/**
 * Navigates between conversations without loading a page: addresses, history, titles, headings, focus, transitions.
 * @module
 */
import { rename, wantsNoMotion } from "../base/dom.js";
import { setTitle } from "../base/page-title.js";
import { avatar } from "../people/avatar.js";

const APPLICATION = "ChatBoard";

/** Dispatches `show` with `{person}`, null for none, during the change, before the page is painted. */
export class Navigation extends EventTarget {
    #board = document.querySelector("#board");
    #pane = document.querySelector("#conversation");
    #roster;
    #people;
    #list;
    #placeOfPeople = 0;
    #peopleTitle = `${document.querySelector("#people-title").textContent} · ${APPLICATION}`;

    /**
     * @param {import("../conversation/roster.js").Roster} roster
     * @param {import("../conversation/people.js").People} people
     * @param {import("../people/people-list.js").PeopleList} list
     */
    constructor(roster, people, list) {
        super();
        this.#roster = roster;
        this.#people = people;
        this.#list = list;
        document.addEventListener("click", event => this.#clicked(event));
        window.addEventListener("popstate", () => this.#go(location.pathname, false));
    }

    /** Shows a new name of the other person. */
    renamed({ displayName }) {
        this.#board.dataset.receiverName = displayName;
        document.querySelector("#conversation-name").textContent = displayName;
        setTitle(`${displayName} · ${APPLICATION}`);
    }

    /** Opens a page of the board. @param {string} path `/dashboard` or the path of a conversation */
    open(path) {
        this.#go(path, true);
    }

    #clicked(event) {
        const link = event.target.closest?.("a[href]");
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        if (plain && !event.defaultPrevented && link?.origin === location.origin && link.target === ""
            && this.#knows(link.pathname)) {
            event.preventDefault();
            this.#go(link.pathname, true);
        }
    }

    #knows(path) {
        return path === "/dashboard" || this.#personAt(path) !== undefined;
    }

    #personAt(path) {
        const [, name] = path.match(/^\/chat\/([^/]+)$/u) ?? [];
        const { account } = name === undefined ? {} : this.#roster.byUsername(decodeURIComponent(name)) ?? {};
        return this.#people.get(account);
    }

    #go(path, push) {
        if (!this.#knows(path)) {
            location.assign(path); // the server may know a person whom this page does not know
            return;
        }
        const person = this.#personAt(path) ?? null;
        if (push && path !== location.pathname) {
            history.pushState(null, "", path);
        }
        const change = () => this.#show(person);
        if (document.startViewTransition && !wantsNoMotion() && document.visibilityState === "visible") {
            // a transition that the next click skips is no error; the change is still made
            document.startViewTransition(change).ready.catch(() => {});
        } else {
            change();
        }
    }

    #show(person) {
        const board = this.#board;
        const former = board.dataset.receiverUsername;
        if (board.dataset.view === "people") {
            this.#placeOfPeople = this.#list.place;
        }
        document.querySelector("#receiver-missing")?.remove();
        board.dataset.view = person === null ? "people" : "conversation";
        Object.assign(board.dataset, {
            room: this.#roster.byId(person?.id)?.room ?? "",
            receiverId: person?.id ?? "",
            receiverUsername: person?.username ?? "",
            receiverName: person?.displayName ?? "",
        });
        document.querySelector(".skip-link").hash = person === null ? "#find" : "#text";
        rename(document.querySelector("#people-title"), person === null ? "h1" : "h2");
        const name = rename(document.querySelector("#conversation-name"), person === null ? "p" : "h1");
        name.textContent = person?.displayName ?? "";
        document.querySelector("#conversation-username").textContent = person === null ? "" : `@${person.username}`;
        setTitle(person === null ? this.#peopleTitle : `${person.displayName} · ${APPLICATION}`);
        if (person !== null) {
            this.#pane.querySelector(".avatar").replaceWith(avatar(person, "s"));
        }
        this.#list.current = person?.id ?? null;
        this.dispatchEvent(new CustomEvent("show", { detail: { person } }));
        if (person === null) {
            this.#list.place = this.#placeOfPeople;
            document.querySelector(`.person[href="/chat/${CSS.escape(former)}"]`)?.focus(); // the person whose conversation was open
        }
    }
}
