/**
 * The actions of a message: buttons beside the message under the pointer or with the focus, a menu with all actions, and
 * keys that move between messages.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { Menu } from "../base/menu.js";
import { timeOfDay } from "../base/time-format.js";

const LONG_PRESS_MS = 450;
const STILL_PX = 10; // px; a finger that moves further scrolls
/** Reactions that one click adds. */
export const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "😢"];

/**
 * Dispatches `leave` when the focus returns to the composer, and `act` with `{action, message, item, emoji?}`; action is one
 * of
 * - `reply`, `edit`, `delete`, `copy` (the text), `link` (copy the link), `readers` (show who has read it), `unread` (mark as unread
 *   from here),
 * - `react` with `emoji`: adds the reaction, or removes it,
 * - `pick`: an emoji is to be chosen.
 */
export class MessageActions extends EventTarget {
    #log = document.querySelector("#log");
    #list = document.querySelector("#messages");
    #menu = new Menu();
    #messageOf;
    #self;
    #entry;
    #bar;
    #time = make("span", { class: "actions__time", "aria-hidden": "true" }); // screen readers read the time with the message
    #press; // timer of a finger that rests on a message

    /**
     * @param {object} options
     * @param {number} options.self the reader's account id
     * @param {(id: number) => object|undefined} options.messageOf the stored message with this id, with pending changes
     * @param {() => import("../conversation/roster-entry.js").Entry|undefined} options.entry of the conversation, undefined before
     *     `welcome`. The messages of an archived room can only be copied, linked and marked as unread
     */
    constructor({ self, messageOf, entry }) {
        super();
        this.#self = self;
        this.#messageOf = messageOf;
        this.#entry = entry;
        const button = (name, picture, action) => {
            const made = make("button", {
                class: "actions__button", type: "button", "aria-label": t(`actions.${name}`), title: t(`actions.${name}`),
            }, icon(picture));
            made.addEventListener("click", event => action(this.#itemOf(event.target)));
            return made;
        };
        // not announced: the bar follows the pointer, and the log around it is a live region
        this.#bar = make("div", { class: "actions", role: "group", "aria-label": t("actions.label"), "aria-live": "off" },
            this.#time,
            button("react", "smile", item => this.#act("pick", item)),
            button("reply", "reply", item => this.#act("reply", item)),
            button("more", "more", item => this.open(item)));
        this.#listen();
    }

    #listen() {
        this.#list.addEventListener("pointerover", ({ target, pointerType }) => (
            pointerType === "mouse" && !this.#menu.isOpen && this.#show(target)));
        this.#log.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" // touch leaves before its click
            || this.#bar.contains(document.activeElement) || this.#bar.remove());
        document.addEventListener("pointerdown", ({ pointerType, target }) => ( // a touch elsewhere hides the bar
            pointerType === "touch" && !this.#bar.parentElement?.contains(target) && this.#bar.remove()));
        this.#list.addEventListener("focusin", ({ target }) => this.#itemOf(target) && this.#show(target));
        this.#list.addEventListener("click", ({ target }) => this.#clicked(target));
        this.#log.addEventListener("keydown", event => this.#key(event));
        this.#list.addEventListener("contextmenu", event => {
            if (event.pointerType === "touch" && this.#itemOf(event.target) !== null) {
                event.preventDefault(); // the timer of the long press opens the menu
            }
        });
        this.#list.addEventListener("pointerdown", event => event.pointerType === "touch" && this.#pressed(event));
    }

    get #isArchived() {
        return this.#entry()?.archived;
    }

    /** Opens the menu of a message. */
    open(item) {
        const message = this.#message(item);
        if (message === undefined) {
            return;
        }
        const own = message.sender.id === this.#self;
        const deleted = message.deletedAt !== undefined;
        const { account, role, archived } = this.#entry() ?? {};
        const entry = (action, picture, name = action) => ({
            words: t(`actions.${name}`), picture, run: () => this.#act(action, item),
        });
        const reaction = emoji => ({ emoji, run: () => this.#act("react", item, emoji) });
        item.tabIndex = -1; // it gets the focus back
        this.#menu.open(item.querySelector(".message__bubble"), {
            label: t("actions.label"),
            row: deleted || archived ? [] : [...QUICK.map(reaction), {
                words: t("actions.otherEmoji"), picture: "smile", run: () => this.#act("pick", item),
            }],
            entries: [
                ...archived ? [] : [entry("reply", "reply")],
                ...deleted || message.message === "" ? [] : [entry("copy", "copy")],
                entry("link", "link"),
                ...own && !deleted && account === null ? [entry("readers", "people")] : [],
                ...own || deleted ? [] : [entry("unread", "unread")], // own and deleted messages are never unread
                ...own && !deleted && !archived ? [entry("edit", "edit")] : [],
                ...(own || role === "OWNER") && !deleted && !archived ? [entry("delete", "delete")] : [],
            ],
            backTo: item,
        });
    }

    /** @returns {HTMLLIElement|null} the stored message that an element belongs to */
    #itemOf(element) {
        return element.closest(".message[data-id]");
    }

    #message(item) {
        return item === null ? undefined : this.#messageOf(Number(item.dataset.id));
    }

    #act(action, item, emoji) {
        const message = this.#message(item);
        if (message !== undefined) {
            this.dispatchEvent(new CustomEvent("act", { detail: { action, message, item, emoji } }));
        }
    }

    /**
     * Moves the bar beside a message. CSS hides the bar beside a pending message, and shows it once the message is stored,
     * even if the pointer does not move.
     */
    #show(target) {
        const item = target.closest(".message");
        const bubble = item?.querySelector(".message__bubble");
        if (bubble && this.#bar.parentElement !== bubble) {
            const [react, reply] = this.#bar.querySelectorAll("button");
            react.hidden = this.#isArchived || item.classList.contains("message--deleted");
            reply.hidden = this.#isArchived;
            this.#time.textContent = timeOfDay(item.dataset.sentAt);
            bubble.append(this.#bar);
        }
    }

    #clicked(target) {
        const emoji = target.closest(".reactions [data-emoji]")?.dataset.emoji;
        if (emoji !== undefined && !this.#isArchived) {
            this.#act("react", this.#itemOf(target), emoji);
        }
        this.#show(target);
    }

    #pressed({ target, clientX, clientY }) {
        const item = target.closest(".message");
        const over = new AbortController();
        const { signal } = over;
        const end = () => {
            clearTimeout(this.#press);
            over.abort();
        };
        clearTimeout(this.#press);
        this.#press = setTimeout(() => {
            end();
            this.open(item && this.#itemOf(item)); // the message may have been stored since the finger touched it
        }, LONG_PRESS_MS);
        document.addEventListener("pointermove", event => (
            Math.hypot(event.clientX - clientX, event.clientY - clientY) > STILL_PX && end()), { signal });
        ["pointerup", "pointercancel", "scroll"].forEach(type => (
            document.addEventListener(type, end, { signal, capture: true })));
    }

    #key(event) {
        const { key, target, shiftKey } = event;
        const item = this.#itemOf(target);
        const at = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[key];
        const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !target.matches("audio, video, input"); // a player has keys of its own
        if (at !== undefined && plain && !shiftKey) {
            event.preventDefault();
            this.#move(item, at);
        } else if (item !== null && (key === "ContextMenu" || key === "F10" && shiftKey || key === "Enter" && target === item)) {
            event.preventDefault();
            this.open(item);
        } else if (key === "Escape") {
            event.preventDefault(); // the next Escape leaves the conversation
            this.dispatchEvent(new Event("leave"));
        }
    }

    /** Moves the focus by a number of messages; from the log itself to the last message. */
    #move(item, by) {
        const all = [...this.#list.querySelectorAll(".message[data-id]")];
        const from = item === null ? all.length - (by < 0 ? 0 : 1) : all.indexOf(item);
        const next = all[Math.max(0, Math.min(all.length - 1, from + by))];
        if (next !== undefined) {
            next.tabIndex = -1;
            next.focus();
        }
    }
}
