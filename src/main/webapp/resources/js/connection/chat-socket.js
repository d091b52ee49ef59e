/**
 * The socket of a page: opens, greets, answers pings, notices a dead link, and comes back.
 * @module
 */
import { Backoff } from "./backoff.js";
import { browser, forgetReload, leave, onReturn } from "./environment.js";
import { closeVerdict, diagnose, stuckConnecting } from "./diagnosis.js";
import { decode, encode } from "./frames.js";
import { t } from "../base/i18n.js";

const STUCK_AFTER_MS = 15_000;
const DEAD_AFTER_MS = 55_000;
const FLOOD_PAUSE_MS = 60_000;

/**
 * A socket that reconnects. Dispatches
 * - `frame`, detail: a checked frame of the server, `welcome`, `ping` and `bye` among them;
 * - `state`, detail: `{state, sentence, code?, retryInMs?, kind?}`; `open` comes after the frame `welcome`;
 * - `wire`, detail: `{way: "in"|"out", text, at}`: each text on the wire, `at` in ms of `performance.now()`;
 * - `unreadable`, detail: `{reason}`: a frame of the server that was left out;
 * - `closed`, detail: `{code, reason, wasOpen}`: the end of a single connection, before the state that follows.
 */
export class ChatSocket extends EventTarget {
    #options;
    #env;
    #backoff;
    #socket = null;
    #state = "stopped";
    #wanted = false;
    #neverOpened = 0; // attempts in a row that never opened; from 2 on the cause is looked for
    #asking = false;
    #finding = null; // why it cannot be opened, as far as known
    #heardAt = 0;
    #openedAt = null;
    #deadAfterMs = DEAD_AFTER_MS;
    #retryAt = 0;
    #timers = { connect: undefined, dead: undefined, retry: undefined };
    #listening = null;

    /**
     * @param {object} [options]
     * @param {string} [options.url] path or address of the door
     * @param {string|null} [options.protocol] subprotocol; null for the plain door: no hello, no pings, open at once
     * @param {() => object[]} [options.hello] the rooms that the page holds, `{room, epoch, since}` each
     * @param {() => boolean} [options.active] whether somebody looks at the page
     * @param {boolean} [options.greet] false: the caller sends `hello` and `pong` itself (the test panel)
     * @param {Partial<ReturnType<typeof browser>>} [options.env] parts of the browser to replace
     */
    constructor({
        url = "/ws", protocol = "chatboard.v1", hello = () => [], active = () => true, greet = true, env = {},
    } = {}) {
        super();
        this.#options = { url, protocol, hello, active, greet };
        this.#env = { ...browser(), ...env };
        this.#backoff = new Backoff(this.#env);
    }

    /** @returns {"connecting"|"open"|"waiting"|"stopped"} */
    get state() {
        return this.#state;
    }

    /** @returns {WebSocket|null} the live WebSocket, for a look into it */
    get socket() {
        return this.#socket;
    }

    /** Connects, and stays connected until {@link close} or a code that says stop. */
    open() {
        if (this.#wanted) {
            return;
        }
        this.#wanted = true;
        this.#backoff.reset();
        this.#neverOpened = 0;
        this.#finding = null;
        this.#listening = new AbortController();
        onReturn(this.#env, networkChanged => this.#wake(networkChanged), this.#listening.signal);
        this.#connect();
    }

    /** Connects anew where it is open: what the server told at its start has to be told again. Resuming is cheap. */
    renew() {
        if (this.#state === "open") {
            this.#wake(true);
        }
    }

    /** Disconnects, and does not come back. */
    close() {
        this.#stop(1000, t("connection.disconnected"));
    }

    /**
     * @param {object} frame of the client
     * @returns {boolean} false while not open: the caller keeps the draft and sends it again after `open`
     */
    send(frame) {
        return this.#state === "open" && this.sendText(encode(frame));
    }

    /**
     * Sends any text, well-formed or not, also before the welcome.
     *
     * @param {string} text
     * @returns {boolean} false where the WebSocket is not open
     */
    sendText(text) {
        if (this.#socket?.readyState !== 1) { // WebSocket.OPEN
            return false;
        }
        this.#socket.send(text);
        this.#tell("wire", { way: "out", text, at: this.#env.now() });
        return true;
    }

    #connect() {
        this.#clearTimers();
        this.#openedAt = null;
        const address = new URL(this.#options.url, this.#env.location.href);
        address.protocol = address.protocol.replace("http", "ws");
        const { WebSocket } = this.#env;
        const socket = this.#options.protocol === null
            ? new WebSocket(address.href) : new WebSocket(address.href, this.#options.protocol);
        this.#socket = socket;
        const current = listener => event => { // a socket that was given up is not listened to any more
            if (socket === this.#socket) {
                listener(event);
            }
        };
        socket.onopen = current(() => this.#opened());
        socket.onmessage = current(({ data }) => this.#heard(data));
        socket.onclose = current(({ code, reason }) => this.#ended(code, reason));
        this.#timers.connect = this.#env.setTimeout(() => this.#stuck(), STUCK_AFTER_MS);
        this.#enter("connecting", this.#finding?.sentence ?? t("connection.connecting"));
    }

    #opened() {
        this.#env.clearTimeout(this.#timers.connect);
        this.#neverOpened = 0;
        this.#finding = null;
        this.#heardAt = this.#openedAt = this.#env.now();
        const { protocol, greet, hello, active } = this.#options;
        if (protocol === null) { // it lives by protocol pings, which no script sees: silence means nothing
            this.#settle();
            return;
        }
        this.#watchForSilence();
        if (greet) {
            this.sendText(encode({ type: "hello", rooms: hello(), active: active() }));
        }
    }

    #heard(text) {
        this.#heardAt = this.#env.now();
        this.#tell("wire", { way: "in", text, at: this.#heardAt });
        let frame;
        try {
            frame = decode(text);
        } catch (error) {
            this.#tell("unreadable", { reason: error.message });
            return;
        }
        if (frame.type === "ping" && this.#options.greet) {
            this.sendText(encode({ type: "pong", n: frame.n }));
        } else if (frame.type === "bye") {
            this.#backoff.pause(frame.retryAfterMs ?? 0);
        } else if (frame.type === "welcome") {
            this.#deadAfterMs = frame.limits?.deadAfterMs || frame.heartbeatMs * 2.2 || DEAD_AFTER_MS;
            this.#watchForSilence();
        }
        this.#tell("frame", frame);
        if (frame.type === "welcome" && this.#state === "connecting") {
            this.#settle();
        }
    }

    #settle() {
        forgetReload(this.#env);
        this.#enter("open", t("connection.connected"));
    }

    #watchForSilence() {
        this.#env.clearTimeout(this.#timers.dead);
        const left = this.#heardAt + this.#deadAfterMs - this.#env.now();
        if (left > 0) {
            this.#timers.dead = this.#env.setTimeout(() => this.#watchForSilence(), left);
        } else {
            this.#giveUp(4000, "nothing came");
        }
    }

    #stuck() {
        this.#finding = stuckConnecting(STUCK_AFTER_MS);
        this.#giveUp(1006, "stuck in CONNECTING", STUCK_AFTER_MS);
    }

    /** Leaves a socket that will not tell its end itself, or too late. */
    #giveUp(code, reason, stuckMs) {
        this.#drop(code, reason);
        this.#ended(code, reason, stuckMs);
    }

    #drop(code, reason) {
        const socket = this.#socket;
        this.#socket = null; // from here on its events are nobody's
        if (code === 1000 || code >= 3000) {
            socket?.close(code, reason);
        } else {
            socket?.close(); // a script may not name the other codes
        }
    }

    #ended(code, reason, stuckMs) {
        this.#clearTimers();
        const wasOpen = this.#openedAt !== null;
        this.#tell("closed", { code, reason, wasOpen });
        if (!wasOpen) {
            this.#neverOpened++;
            this.#comeBack(code, this.#finding?.sentence ?? t("connection.notOpened"), stuckMs);
            return;
        }
        this.#backoff.ended(this.#env.now() - this.#openedAt);
        const { action, sentence } = closeVerdict(code);
        if (action === "return" || action === "return-later") {
            this.#backoff.pause(action === "return-later" ? FLOOD_PAUSE_MS : 0);
            this.#comeBack(code, sentence);
        } else {
            this.#stop(code, sentence);
            leave(action, code, this.#env);
        }
    }

    #comeBack(code, sentence, stuckMs) {
        const retryInMs = this.#backoff.next();
        this.#retryAt = this.#env.now() + retryInMs;
        this.#timers.retry = this.#env.setTimeout(() => this.#connect(), retryInMs);
        this.#enter("waiting", sentence, { code, retryInMs });
        if (this.#neverOpened >= 2 && !this.#asking) {
            this.#lookForCause(code, stuckMs);
        }
    }

    async #lookForCause(code, stuckMs) {
        this.#asking = true;
        const { fetch, location: { origin }, onLine } = this.#env;
        const found = await diagnose({ url: this.#options.url, stuckMs, fetch, origin, onLine });
        this.#asking = false;
        if (!this.#wanted || this.#neverOpened === 0) {
            return; // it opened, or was closed, while we asked
        }
        this.#finding = found;
        if (found.kind === "session-ended") {
            this.#stop(4501, found.sentence);
            leave("sign-in", 4501, this.#env);
        } else {
            const retryInMs = Math.max(0, Math.round(this.#retryAt - this.#env.now()));
            this.#enter(this.#state, found.sentence, this.#state === "waiting" ? { code, retryInMs } : { code });
        }
    }

    #stop(code, sentence) {
        this.#wanted = false;
        this.#clearTimers();
        this.#listening?.abort();
        this.#drop(1000);
        this.#enter("stopped", sentence, { code });
    }

    #wake(networkChanged) {
        if (this.#state === "waiting" && !this.#backoff.paused) {
            this.#connect();
        } else if (this.#state === "open" && networkChanged) { // the link may be dead without a word; resuming is cheap
            this.#drop(4000, "the network changed");
            this.#tell("closed", { code: 4000, reason: "the network changed", wasOpen: true });
            this.#connect();
        } else if (this.#state === "open" && this.#options.protocol !== null) {
            this.#watchForSilence(); // timers stand still in a sleeping tab
        }
    }

    #clearTimers() {
        Object.values(this.#timers).forEach(timer => this.#env.clearTimeout(timer));
    }

    #enter(state, sentence, more = {}) {
        this.#state = state;
        this.#tell("state", { state, sentence, kind: this.#finding?.kind, ...more });
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
