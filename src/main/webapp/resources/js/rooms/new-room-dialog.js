/**
 * The dialog that makes a room.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { newCid } from "../base/idempotency-key.js";
import { fetchPeopleAndGuests } from "../connection/account-requests.js";
import { createRoom } from "../connection/room-requests.js";
import { ChosenPeople } from "./chosen-people.js";
import { PeopleSearch } from "./people-search.js";
import { explainProblem } from "./room-problem.js";
import { MAX_ADDED, MAX_NAME, MAX_TOPIC } from "./room-rules.js";
import { TextField } from "./text-field.js";

const KINDS = ["PRIVATE", "PUBLIC"];

/** A form that keeps what was typed until the room is made, or the person cancels. */
class NewRoomDialog {
    #made;
    #cid = newCid(); // the same for each attempt, since the answer to a room that was made may be lost
    #name = new TextField({ id: "room-name", label: t("rooms.name"), limit: MAX_NAME, required: true });
    #topic = new TextField({ id: "room-topic", label: t("rooms.topic.optional"), limit: MAX_TOPIC });
    #chosen = new ChosenPeople();
    #search;
    #membersError = make("p", { class: "field__error", id: "room-members-error", role: "alert" });
    #problem = make("div", { role: "alert" });
    #create = make("button", { class: "button" }, t("rooms.new.create"));
    #dialog;

    constructor(made) {
        this.#made = made;
        this.#search = new PeopleSearch({
            id: "room-people", label: t("rooms.new.members"), fetchPage: fetchPeopleAndGuests,
            isOffered: ({ id }) => !this.#chosen.has(id) && this.#chosen.ids.length < MAX_ADDED,
        });
        this.#search.addEventListener("choose", ({ detail: { person } }) => this.#choose(person));
        this.#chosen.addEventListener("remove", () => this.#showChosen());
        this.#dialog = this.#make();
        this.#dialog.addEventListener("close", () => this.#dialog.remove());
    }

    show() {
        document.body.append(this.#dialog);
        this.#dialog.showModal();
        this.#name.focus();
        this.#search.start();
    }

    #make() {
        const cancel = make("button", { class: "button button--plain", type: "button" }, t("rooms.cancel"));
        cancel.addEventListener("click", () => this.#dialog.close());
        const form = make("form", { class: "dialog__form", novalidate: true },
            make("h2", { class: "dialog__title", id: "new-room-title" }, t("rooms.new.title")),
            this.#name.element, this.#topic.element,
            make("fieldset", { class: "new-room__kinds" },
                make("legend", { class: "field__label" }, t("rooms.new.kind")), ...KINDS.map(kindChoice)),
            make("div", { class: "field" }, this.#search.element, this.#membersError, this.#chosen.element),
            this.#problem,
            make("div", { class: "dialog__answers" }, cancel, this.#create));
        form.addEventListener("submit", event => {
            event.preventDefault();
            this.#submit(new FormData(form).get("room-kind"));
        });
        return make("dialog", { class: "dialog new-room", "aria-labelledby": "new-room-title" }, form);
    }

    #choose(person) {
        this.#chosen.add(person);
        this.#showChosen();
    }

    #showChosen() {
        this.#search.refresh();
        this.#membersError.textContent = this.#chosen.ids.length < MAX_ADDED ? "" : t("rooms.new.full", { limit: MAX_ADDED });
    }

    async #submit(kind) {
        const invalid = [this.#name, this.#topic].filter(field => !field.check());
        this.#problem.replaceChildren();
        if (invalid.length > 0) {
            invalid[0].focus();
        } else if (!this.#create.disabled) {
            await this.#send(kind);
        }
    }

    async #send(kind) {
        this.#busy(true);
        try {
            const room = await createRoom({
                cid: this.#cid, kind, name: this.#name.value, topic: this.#topic.value || undefined, members: this.#chosen.ids,
            });
            const open = this.#dialog.open; // else the person went on with something else meanwhile
            this.#dialog.close();
            this.#made(room, open);
        } catch (error) {
            this.#busy(false);
            this.#fail(error);
        }
    }

    #busy(on) {
        this.#create.disabled = on;
        this.#create.setAttribute("aria-busy", String(on));
        this.#create.textContent = t(on ? "rooms.new.creating" : "rooms.new.create");
    }

    /** Shows each error of the server at its field, and what belongs to no field above the buttons. */
    #fail(error) {
        const { name = "", topic = "", members = "", ...others } = error.errors ?? {};
        this.#name.fail(name);
        this.#topic.fail(topic);
        this.#membersError.textContent = members;
        const atFields = name + topic + members !== "";
        const sentences = atFields ? Object.values(others) : [explainProblem(error)];
        this.#problem.replaceChildren(...sentences.map(sentence => make("p", { class: "notice notice--bad" }, sentence)));
        (name !== "" ? this.#name : topic !== "" ? this.#topic : this.#create).focus();
    }
}

const kindChoice = (kind, at) => make("div", { class: "choice" },
    make("input", {
        class: "choice__box", type: "radio", name: "room-kind", value: kind, id: `room-kind-${kind}`, checked: at === 0,
        "aria-describedby": `room-kind-${kind}-hint`,
    }),
    make("label", { class: "choice__label", for: `room-kind-${kind}` }, t(`rooms.kind.${kind}`)),
    make("p", { class: "choice__hint", id: `room-kind-${kind}-hint` }, t(`rooms.kind.${kind}.hint`)));

/**
 * Shows the dialog.
 *
 * @param {(room: object, open: boolean) => void} made called with the new room, as in a `room` frame; `open`: whether the
 *     dialog was still shown
 */
export const showNewRoomDialog = made => new NewRoomDialog(made).show();
