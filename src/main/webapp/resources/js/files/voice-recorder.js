/**
 * The dialog that records a voice note, and lets one listen to it before it is added to the message. The build joins this module and its
 * imports into a file of its own, which a page loads when it first needs it, with its texts and styles. So it may import no module whose state the
 * page shares.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { loadOnDemand } from "../base/on-demand.js";
import { Recording } from "./recording.js";
import { shownLength, voiceNote } from "./voice-note.js";

const MOST_MINUTES = 15;
const LEAST_MS = 500; // a shorter one was a slip
const ENDINGS = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };
const METER = 48; // levels in the meter

/** @typedef {{file: File, voiceMs: number, waveform: string}} Note a recording, its length and its waveform, a digit for each part */

/** What the browser's errors mean. */
const REASONS = {
    NotAllowedError: "recorder.denied",
    SecurityError: "recorder.denied",
    NotFoundError: "recorder.none",
    NotReadableError: "recorder.busy",
    AbortError: "recorder.busy",
};

const twoDigits = number => String(number).padStart(2, "0");

/** @returns {string} such as `2026-11-30 14.05` */
const dateOfName = now => `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())} ${
    twoDigits(now.getHours())}.${twoDigits(now.getMinutes())}`;

/** Records, plays and hands over one voice note. */
class RecorderDialog {
    #body = make("div", { class: "recorder__body" });
    #answers = make("div", { class: "dialog__answers" });
    #status = make("p", { role: "status" });
    #recording = null;
    #made = null; // the recording that has ended
    #address = null; // of its file
    #take;
    #dialog;

    /** @param {(note: Note|null) => void} take gets the recording, null if it was discarded */
    constructor(take) {
        this.#take = take;
        this.#dialog = make("dialog", { class: "dialog recorder", "aria-labelledby": "recorder-title" },
            make("div", { class: "dialog__form" },
                make("h2", { class: "dialog__title", id: "recorder-title" }, t("recorder.title")), this.#status, this.#body, this.#answers));
        this.#dialog.addEventListener("cancel", event => { // Escape ends a recording, and only the next one discards it
            if (this.#recording !== null) {
                event.preventDefault();
                this.#recording.stop();
            }
        });
        this.#dialog.addEventListener("close", () => this.#closed());
    }

    show() {
        document.body.append(this.#dialog);
        this.#dialog.showModal();
        window.addEventListener("popstate", this.#leave); // the recording is not meant for another conversation
        this.#record();
    }

    #leave = () => this.#discard();

    #discard() {
        this.#made = null;
        this.#dialog.close();
    }

    #closed() {
        window.removeEventListener("popstate", this.#leave);
        this.#recording?.stop();
        this.#forget();
        this.#dialog.remove();
        this.#take(this.#dialog.returnValue === "add" ? this.#made : null);
    }

    #forget() {
        URL.revokeObjectURL(this.#address);
        this.#address = null;
    }

    async #record() {
        this.#forget();
        this.#made = null;
        this.#show(t("recorder.starting"), [], [["discard", () => this.#discard()]]);
        try {
            if (navigator.mediaDevices === undefined || globalThis.MediaRecorder === undefined) {
                this.#fail(isSecureContext ? "recorder.unsupported" : "recorder.insecure");
                return;
            }
            const recording = await Recording.start(MOST_MINUTES * 60_000);
            if (!this.#dialog.open) {
                recording.stop();
                return;
            }
            this.#follow(recording);
        } catch (error) {
            this.#fail(REASONS[error.name] ?? "recorder.failed");
        }
    }

    #follow(recording) {
        const time = make("span", { class: "recorder__time", "aria-hidden": "true" }, shownLength(0));
        const bars = Array.from({ length: METER }, () => make("span"));
        this.#recording = recording;
        this.#show(t("recorder.recording", { count: MOST_MINUTES }),
            [make("div", { class: "recorder__meter", "aria-hidden": "true", dir: "ltr" }, ...bars), time],
            [["discard", () => this.#discard()], ["stop", () => recording.stop()]]);
        recording.addEventListener("level", ({ detail: { ms, levels } }) => {
            time.textContent = shownLength(ms);
            const shown = levels.slice(-METER);
            shown.forEach((level, at) => bars[METER - shown.length + at].style.setProperty("--level", Math.min(1, Math.sqrt(level * 4))));
        });
        recording.addEventListener("end", ({ detail }) => {
            this.#recording = null;
            if (this.#dialog.open) {
                this.#ended(detail);
            }
        });
    }

    #ended({ blob, voiceMs, waveform }) {
        if (voiceMs < LEAST_MS || blob.size === 0) {
            this.#fail("recorder.short");
            return;
        }
        const name = t("recorder.name", { date: dateOfName(new Date()) });
        this.#made = { file: new File([blob], `${name}.${ENDINGS[blob.type] ?? "webm"}`, { type: blob.type }), voiceMs, waveform };
        this.#address = URL.createObjectURL(this.#made.file);
        this.#show(t("recorder.recorded"), [voiceNote(this.#made, this.#address)],
            [["discard", () => this.#discard()], ["again", () => this.#record()], ["add", () => this.#dialog.close("add")]]);
    }

    #fail(key) {
        this.#show("", [make("p", { class: "notice notice--bad", role: "alert" }, t(key))],
            [["close", () => this.#discard()], ["retry", () => this.#record()]]);
    }

    /** Shows a state; the focus goes to the last button, which leads on. */
    #show(words, body, answers) {
        this.#status.textContent = words;
        this.#body.replaceChildren(...body);
        this.#answers.replaceChildren(...answers.map(([name, action], at) => {
            const button = make("button", { class: at === answers.length - 1 ? "button" : "button button--plain", type: "button" }, t(`recorder.${name}`));
            button.addEventListener("click", action);
            return button;
        }));
        this.#answers.lastElementChild.focus();
    }
}

/**
 * Shows the dialog, and begins to record at once.
 *
 * @returns {Promise<Note|null>} the recording; null if it was discarded. Rejects if the texts or styles of the dialog cannot be loaded
 */
export async function recordVoiceNote() {
    await loadOnDemand("recorder");
    return document.querySelector("dialog[open]") === null // else the button was pressed twice
        ? new Promise(resolve => new RecorderDialog(resolve).show()) : null;
}
