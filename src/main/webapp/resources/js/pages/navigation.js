/**
 * Navigates between conversations without loading a page: addresses, history, titles, headings, focus, transitions.
 * @module
 */
import { announce } from "../base/announcement.js";
import { avatar, showAvatar } from "../base/avatar.js";
import { fromTemplate, rename, wantsNoMotion } from "../base/dom.js";
import { setTitle } from "../base/page-title.js";
import { addressOf, personOrRoom } from "../conversation/naming.js";

const APPLICATION = "ChatBoard";

/** Dispatches `show` with `{entry}`, null for none, during the change, before the page is painted. */
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
        window.addEventListener("popstate", () => ( // "back" closes the viewer of pictures, if it is there, and leaves the conversation alone
            document.querySelector(".viewer") === null && this.#go(location.pathname, false)));
    }

    /** Shows a new picture, or new initials, of the open conversation. @param {import("../conversation/people.js").Person} person */
    pictured(person) {
        showAvatar(this.#pane.querySelector(".avatar"), person);
    }

    /** Shows a new name of the open conversation. @param {string} displayName */
    renamed(displayName) {
        this.#board.dataset.receiverName = displayName;
        document.querySelector("#conversation-name").textContent = displayName;
        setTitle(`${displayName} · ${APPLICATION}`);
    }

    /** Shows a notice in place of a conversation that is not there any more. @param {string} title @param {string} lead */
    lost(title, lead) {
        const notice = fromTemplate("missing-template");
        const heading = notice.querySelector("h1");
        heading.textContent = title;
        heading.tabIndex = -1;
        notice.querySelector("p").textContent = lead;
        this.#show(null);
        this.#board.dataset.view = "missing";
        rename(document.querySelector("#people-title"), "h2");
        setTitle(`${title} · ${APPLICATION}`);
        document.querySelector("#nothing-open").prepend(notice);
        heading.focus();
        announce(lead, false);
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
        return path === "/dashboard" || this.#entryAt(path) !== undefined;
    }

    #entryAt(path) {
        const [, kind, name] = /^\/(chat|room)\/([^/]+)$/u.exec(path) ?? [];
        if (kind === undefined) {
            return undefined;
        }
        return kind === "room" ? this.#roster.byRoom(Number(name)) : this.#roster.byUsername(decodeURIComponent(name));
    }

    #go(path, push) {
        if (!this.#knows(path)) {
            location.assign(path); // the server may know a conversation that this page does not know
            return;
        }
        const entry = this.#entryAt(path) ?? null;
        const address = entry === null ? path : addressOf(entry, this.#people);
        if (push && address !== location.pathname) {
            history.pushState(null, "", address);
        }
        const change = () => this.#show(entry);
        if (document.startViewTransition && !wantsNoMotion() && document.visibilityState === "visible") {
            // a transition that the next click skips is no error; the change is still made
            document.startViewTransition(change).ready.catch(() => {});
        } else {
            change();
        }
    }

    #show(entry) {
        const board = this.#board;
        const former = this.#list.current;
        const { displayName, username } = entry === null ? {} : personOrRoom(entry, this.#people);
        if (board.dataset.view === "people") {
            this.#placeOfPeople = this.#list.place;
        }
        document.querySelector(".missing")?.remove();
        board.dataset.view = entry === null ? "people" : "conversation";
        Object.assign(board.dataset, {
            room: entry?.room ?? "",
            receiverId: entry?.account ?? "",
            receiverUsername: username ?? "",
            receiverName: displayName ?? "",
        });
        document.querySelector(".skip-link").href = entry === null ? "#find" : "#text";
        rename(document.querySelector("#people-title"), entry === null ? "h1" : "h2");
        const name = rename(document.querySelector("#conversation-name"), entry === null ? "p" : "h1");
        name.textContent = displayName ?? "";
        document.querySelector("#conversation-username").textContent = username ? `@${username}` : "";
        setTitle(entry === null ? this.#peopleTitle : `${displayName} · ${APPLICATION}`);
        if (entry !== null) {
            this.#pane.querySelector(".avatar").replaceWith(avatar(personOrRoom(entry, this.#people), "s"));
        }
        this.#list.current = entry;
        this.dispatchEvent(new CustomEvent("show", { detail: { entry } }));
        if (entry === null) {
            this.#list.place = this.#placeOfPeople;
            this.#list.focus(former); // the conversation that was open
        }
    }
}
