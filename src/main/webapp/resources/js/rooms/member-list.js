/**
 * The members of a room in its panel: search, presence, roles, and what owners do with members.
 * @module
 */
import { announce } from "../base/announcement.js";
import { askToConfirm } from "../base/confirm-dialog.js";
import { debounced, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { Menu } from "../base/menu.js";
import { fetchMembers, putMember, removeMember } from "../connection/room-requests.js";
import { MemberRow } from "./member-row.js";
import { PagedList } from "./paged-list.js";
import { PagedView } from "./paged-view.js";
import { explainProblem, isOutdated } from "./room-problem.js";
import { rightsIn } from "./room-rules.js";

const SEARCH_AFTER_MS = 180;
const PART = "room panel"; // of the page, whose presence is watched

/** The members, by name. Dispatches `change` after they have changed. */
export class MemberList extends EventTarget {
    #self;
    #people;
    #presence;
    #presenceText;
    #entry = null;
    #manages = false; // whether the reader may change members
    #list = new PagedList((...page) => fetchMembers(this.#entry.room, ...page), "members", ({ account }) => account.id);
    #view;
    #rows = new Map(); // account id → MemberRow
    #visible = new Set(); // account ids
    #menu = new Menu();
    #seen = new IntersectionObserver(rows => this.#saw(rows));
    #find = make("input", { class: "field__input", type: "search", id: "find-member", autocomplete: "off", spellcheck: "false" });
    #title = make("h3", { class: "room-panel__title", tabindex: -1 });
    #problem = make("div", { role: "alert" });
    #element;

    /**
     * @param {object} parts
     * @param {{id: number}} parts.self
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("../people/presence.js").Presence} parts.presence
     * @param {(presence: import("../people/presence.js").PersonPresence) => string} parts.presenceText
     */
    constructor({ self, people, presence, presenceText }) {
        super();
        this.#self = self;
        this.#people = people;
        this.#presence = presence;
        this.#presenceText = presenceText;
        this.#view = new PagedView(this.#list, {
            label: t("rooms.members.title"),
            keyOf: ({ account }) => account.id,
            makeRow: member => this.#makeRow(member),
            none: query => t("people.nobodyCalled", { name: query }),
        });
        this.#element = make("div", { class: "room-panel__part" }, this.#title, this.#problem,
            make("label", { class: "visually-hidden", for: "find-member" }, t("rooms.members.find")), this.#find, this.#view.element);
        this.#find.placeholder = t("rooms.members.find");
        this.#find.addEventListener("input", debounced(() => this.#search(), SEARCH_AFTER_MS));
        this.#list.addEventListener("change", () => this.#changed());
        people.addEventListener("named", () => this.#entry !== null && this.#view.show());
        presence.addEventListener("change", ({ detail: { id } }) => this.#showPresence(id));
    }

    /** @returns {HTMLElement} this part of the panel */
    get element() {
        return this.#element;
    }

    /** @returns {boolean} whether the person with this account id is a member, as far as the members are loaded */
    has(id) {
        return this.#list.items.some(({ account }) => account.id === id);
    }

    /** Begins with a room. @param {import("../conversation/roster-entry.js").Entry} entry */
    open(entry) {
        this.show(entry);
        this.#find.value = "";
        this.#problem.replaceChildren();
        this.#list.clear();
        this.#search();
    }

    /** Shows what the entry of the room says. */
    show(entry) {
        const { manage } = rightsIn(entry);
        const former = this.#manages;
        this.#entry = entry;
        this.#manages = manage;
        this.#title.textContent = t("rooms.members", { count: entry.memberCount });
        if (manage !== former) {
            this.#view.show();
        }
    }

    /** Loads the members again, since some have changed. */
    reload() {
        this.#list.reload();
    }

    #search() {
        this.#list.search(this.#find.value.trim().replace(/^@/u, ""));
    }

    #changed() {
        this.#list.items.forEach(({ account }) => this.#people.set(account));
        this.dispatchEvent(new Event("change"));
    }

    #makeRow(member) {
        const { id } = member.account;
        const row = new MemberRow(member, id === this.#self.id, (button, present) => this.#openMenu(button, present));
        this.#rows.set(id, row);
        this.#showPresence(id);
        this.#seen.observe(row.element);
        return {
            element: row.element,
            show: shown => row.show(shown, this.#people.nameOf(shown.account), this.#manages),
        };
    }

    #showPresence(id) {
        const presence = this.#presence.of(id);
        this.#rows.get(id)?.showPresence(presence.state, this.#presenceText(presence));
    }

    #saw(rows) {
        for (const { target, isIntersecting } of rows) {
            const id = Number(target.dataset.accountId);
            if (isIntersecting) {
                this.#visible.add(id);
            } else {
                this.#visible.delete(id);
            }
            if (!target.isConnected) {
                this.#seen.unobserve(target);
                this.#rows.delete(id);
            }
        }
        this.#presence.watch(PART, [...this.#visible]);
    }

    #openMenu(button, { account, role, guest = false }) {
        const { id } = account;
        const { room } = this.#entry;
        const name = this.#people.nameOf(account);
        const change = (to, picture) => ({
            words: t(`rooms.member.make.${to}`), picture,
            run: () => this.#act(() => putMember(room, id, to), t(`rooms.member.is.${to}`, { name })),
        });
        this.#menu.open(button, {
            label: t("rooms.member.actions", { name }),
            row: [],
            entries: id === this.#self.id ? [
                { words: t("rooms.stepDown"), picture: "person", run: () => this.#stepDown(room) },
            ] : [
                ...(guest ? [] : [role === "OWNER" ? change("MEMBER", "person") : change("OWNER", "owner")]),
                { words: t("rooms.member.remove"), picture: "close", run: () => this.#remove(room, id, name) },
            ],
            backTo: button,
        });
    }

    async #remove(room, id, name) {
        const words = t(this.#entry.kind === "PUBLIC" ? "rooms.remove.words.public" : "rooms.remove.words");
        if (await askToConfirm(t("rooms.remove.ask", { name }), words, t("rooms.remove.no"), t("rooms.remove.yes"))) {
            await this.#act(() => removeMember(room, id), t("rooms.member.removed", { name }));
            this.#title.focus(); // the row with the focus is gone
        }
    }

    async #stepDown(room) {
        if (await askToConfirm(t("rooms.stepDown.ask"), t("rooms.stepDown.words"), t("rooms.cancel"), t("rooms.stepDown"))) {
            await this.#act(() => putMember(room, this.#self.id, "MEMBER"), t("rooms.stepDown.done"));
            this.#title.focus(); // the button with the focus is gone
        }
    }

    async #act(request, done) {
        this.#problem.replaceChildren();
        try {
            await request();
            announce(done, false);
            this.reload();
        } catch (error) {
            this.#problem.replaceChildren(make("p", { class: "notice notice--bad" }, explainProblem(error)));
            if (isOutdated(error)) {
                this.reload();
            }
        }
    }
}
