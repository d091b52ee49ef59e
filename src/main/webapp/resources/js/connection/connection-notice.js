/**
 * Shows the connection state: always in a small line, and in a banner after a few seconds without a connection.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const SHOW_AFTER_MS = 3_000; // shorter interruptions are not worth a notice
const GOOD_NEWS_MS = 2_500;

/** Shows the state that the socket reports. */
export class ConnectionNotice {
    #lines = document.querySelectorAll("[data-connection]");
    #strip = document.querySelector("#strip");
    #status = document.querySelector("#connection"); // has role=status, so that screen readers announce changes
    #shown = false;
    #leaving = false;
    #timer;
    #detail = { state: "connecting", sentence: "" };
    #cutOff = false; // the browser has reported no network, and no frame has come since; the socket would notice much later

    /** @param {import("./chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        socket.addEventListener("state", ({ detail }) => this.#enter(detail));
        socket.addEventListener("frame", () => {
            if (this.#cutOff) { // a frame arrives although the browser reports no network: the server runs on this machine
                this.#change(() => { this.#cutOff = false; });
            }
        });
        window.addEventListener("offline", () => this.#change(() => { this.#cutOff = true; }));
        window.addEventListener("online", () => this.#change(() => {})); // the words change; the socket reconnects by itself
    }

    /** Shows no further notices, since the person is leaving the page. */
    leave() {
        clearTimeout(this.#timer);
        this.#leaving = true;
    }

    #enter(detail) {
        this.#change(() => {
            this.#detail = detail;
            this.#cutOff &&= detail.state === "open";
        });
    }

    get #state() {
        const { state } = this.#detail;
        return state === "open" && this.#cutOff ? "waiting" : state;
    }

    #change(take) {
        const wasFine = this.#state === "open";
        take();
        if (this.#leaving) {
            return;
        }
        const state = this.#state;
        const words = t(`connection.${state !== "open" && !navigator.onLine ? "offline" : state}`);
        this.#lines.forEach(line => {
            line.textContent = words;
            line.dataset.state = state;
        });
        if (state === "open") {
            this.#back();
        } else if (state === "stopped" || this.#shown) {
            this.#show();
        } else if (wasFine || this.#timer === undefined) {
            this.#later(() => this.#show(), SHOW_AFTER_MS);
        }
    }

    #back() {
        this.#later(() => {}, 0);
        if (this.#shown) {
            this.#shown = false;
            this.#say("good", t("connection.again"));
            this.#later(() => this.#say("", ""), GOOD_NEWS_MS);
        }
    }

    #show() {
        this.#shown = true;
        const { sentence } = this.#detail;
        const state = this.#state;
        const words = state !== "stopped" && !navigator.onLine
            ? t("connection.youAreOffline") : sentence;
        const news = this.#say(state === "stopped" ? "bad" : "", words);
        if (news && state === "stopped") {
            const reload = make("button", { class: "link-button", type: "button" }, t("connection.reload"));
            reload.addEventListener("click", () => location.reload());
            this.#status.append(reload);
        }
    }

    /** @returns {boolean} false if the same words are shown already, so that they are not announced again */
    #say(kind, words) {
        this.#strip.className = `strip${kind === "" ? "" : ` strip--${kind}`}`;
        const news = (this.#status.firstChild?.textContent ?? "") !== words;
        if (news) {
            this.#status.replaceChildren(...(words === "" ? [] : [make("span", {}, words)]));
        }
        return news;
    }

    #later(run, afterMs) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            this.#timer = undefined;
            run();
        }, afterMs);
    }
}
