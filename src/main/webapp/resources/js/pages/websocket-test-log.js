/**
 * The list of frames in the test panel: each frame with its time, each answer with its round trip.
 * @module
 */
import { locale, t } from "../base/i18n.js";
import { byteLength } from "../base/text-size.js";
import { isAnswer } from "./round-trip.js";

const KEPT = 500;
const WAITING_KEPT = 100;

/** Shows the frames on the wire. Scrolls only if the reader was at the end of the list. */
export class FrameLog {
    #list;
    #scroller;
    #entries = [];
    #waiting = []; // requests without an answer

    /**
     * @param {HTMLOListElement} list gets an item for each frame
     * @param {HTMLElement} scroller the scrolling element around the list
     */
    constructor(list, scroller) {
        this.#list = list;
        this.#scroller = scroller;
    }

    /** @returns {number} number of frames shown */
    get size() {
        return this.#entries.length;
    }

    /**
     * Adds a frame, with the round trip if it answers an earlier frame.
     *
     * @param {object} wire
     * @param {"in"|"out"} wire.way
     * @param {string} wire.text on the wire
     * @param {number} wire.at ms of `performance.now()`
     */
    add({ way, text, at }) {
        const frame = parse(text);
        const roundTripMs = way === "in" ? this.#roundTrip(frame, at) : undefined;
        if (way === "out" && frame?.type !== "pong") {
            this.#waiting.push({ frame: frame ?? {}, at });
            this.#waiting.splice(0, this.#waiting.length - WAITING_KEPT);
        }
        const time = new Date(performance.timeOrigin + at);
        this.#show({ way, text, time, type: typeOf(frame), roundTripMs, bytes: byteLength(text) });
    }

    /** Adds a line that is no frame: a connection was opened or closed. */
    note(text) {
        this.#show({ way: "note", text, time: new Date(), type: "", bytes: 0 });
    }

    /** Empties the list. Requests without an answer are still measured. */
    clear() {
        this.#entries = [];
        this.#list.replaceChildren();
    }

    /** @returns {string[]} a line for each frame, without message texts, for the report */
    lines() {
        return this.#entries.map(({ way, time, type, bytes, roundTripMs, text }) => (way === "note"
            ? `  ${time.toISOString()}  ${text}`
            : `  ${time.toISOString()}  ${way} ${type}, ${bytes} bytes${inWords(roundTripMs)}`));
    }

    #roundTrip(answer, at) {
        if (answer === null) {
            return undefined;
        }
        const answered = ({ frame }) => isAnswer(frame, answer);
        const unnamed = answer.type === "error" && answer.cid === undefined && answer.room === undefined;
        const found = unnamed ? this.#waiting.length - 1 : this.#waiting.findIndex(answered);
        return found < 0 ? undefined : at - this.#waiting.splice(found, 1)[0].at;
    }

    #show(entry) {
        const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
        const atEnd = scrollHeight - scrollTop - clientHeight < 24;
        this.#entries.push(entry);
        this.#list.append(item(entry));
        if (this.#entries.length > KEPT) {
            this.#entries.shift();
            this.#list.firstElementChild.remove();
        }
        if (atEnd) {
            this.#scroller.scrollTop = this.#scroller.scrollHeight;
        }
    }
}

function parse(text) {
    try {
        const frame = JSON.parse(text);
        return typeof frame === "object" && !Array.isArray(frame) ? frame : null;
    } catch {
        return null;
    }
}

function typeOf(frame) {
    if (frame === null) {
        return t("panel.notAFrame");
    }
    return typeof frame.type === "string" ? frame.type : t("panel.plain");
}

const trips = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const inWords = roundTripMs => (roundTripMs === undefined ? "" : `, round trip ${roundTripMs.toFixed(1)} ms`);

const clock = new Intl.DateTimeFormat(locale, {
    hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false,
});

function item({ way, text, time, type, roundTripMs, bytes }) {
    const line = element("li", `frame frame--${way}${type === "error" ? " frame--error" : ""}`);
    const head = element("p", "frame__head");
    const when = element("time", "frame__time", clock.format(time));
    when.dateTime = time.toISOString();
    head.append(when);
    if (way === "note") {
        head.append(element("span", "frame__note", text));
        line.append(head);
        return line;
    }
    head.append(element("span", "frame__way", t(`panel.${way}`)), element("b", "frame__type", type));
    if (roundTripMs !== undefined) {
        head.append(element("span", "frame__trip", t("panel.roundTrip", { ms: trips.format(roundTripMs) })));
    }
    head.append(element("span", "frame__size", `${bytes} B`));
    line.append(head, element("code", "frame__text", text));
    return line;
}

function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
}
