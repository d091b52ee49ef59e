/**
 * The socket of a page: connects, sends `hello`, answers pings, detects a dead connection, and reconnects.
 * @module
 */
import { t } from "../base/i18n.js";
import { Backoff } from "./backoff.js";
import { closeVerdict } from "./close-codes.js";
import { ConnectFailures } from "./connect-failures.js";
import { browser, onReturn } from "./environment.js";
import { decode, encode } from "./frame-codec.js";
import { HeartbeatTimeout } from "./heartbeat-timeout.js";
import { forgetReload, leave } from "./leave-page.js";

const STUCK_AFTER_MS = 15_000;
const FLOOD_PAUSE_MS = 60_000;

/**
 * A socket that reconnects. Dispatches
 * - `frame`, detail: a checked frame of the server, `welcome`, `ping` and `bye` among them;
 * - `state`, detail: `{state, sentence, code?, retryInMs?, kind?}`; `open` comes after the frame `welcome`;
 * - `wire`, detail: `{way: "in"|"out", text, at}`: each text on the wire, `at` in ms of `performance.now()`;
 * - `unreadable`, detail: `{reason, field?}`: an invalid frame of the server, which is ignored;
 * - `closed`, detail: `{code, reason, wasOpen}`: a connection has ended, whether it was open or not; the next `state` follows.
 */
export class ChatSocket extends EventTarget {
    #options;
    #env;
    #backoff;
    #socket = null;
    #state = "stopped";
    #wanted = false;
    #failures;
    #heartbeat;
    #openedAt = null;
    #retryAt = 0;
    #timers = { connect: undefined, retry: undefined };
    #listening = null;

    /**
     * @param {object} [options]
     * @param {string} [options.url] path or address of the endpoint
     * @param {string|null} [options.protocol] subprotocol; null for the plain endpoint: it has no `hello` and no pings, and
     *     is open at once
     * @param {() => object[]} [options.hello] the rooms that the page holds, `{room, epoch, since}` each
     * @param {() => boolean} [options.active] whether the person is using the page
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
        this.#failures = new ConnectFailures(this.#env, url);
        this.#heartbeat = new HeartbeatTimeout(this.#env, () => this.#giveUp(4000, "nothing came"));
    }

    /** @returns {"connecting"|"open"|"waiting"|"stopped"} */
    get state() {
        return this.#state;
    }

    /** @returns {WebSocket|null} the live WebSocket, for debugging */
    get socket() {
        return this.#socket;
    }

    /** Connects, and reconnects until {@link close} is called or a close code forbids it. */
    open() {
        if (this.#wanted) {
            return;
        }
        this.#wanted = true;
        this.#backoff.reset();
        this.#failures.reset();
        this.#listening = new AbortController();
        onReturn(this.#env, networkChanged => this.#wake(networkChanged), this.#listening.signal);
        this.#connect();
    }

    /** Reconnects an open socket to get a new `welcome`. This is cheap, since only missed frames are replayed. */
    renew() {
        if (this.#state === "open") {
            this.#wake(true);
        }
    }

    /** Disconnects, and does not reconnect. */
    close() {
        this.#stop(1000, t("connection.disconnected"));
    }

    /**
     * @param {object} frame a frame of the client
     * @returns {boolean} false if the socket is not open: the caller sends the frame again after `open`
     */
    send(frame) {
        return this.#state === "open" && this.sendText(encode(frame));
    }

    /**
     * Sends any text, well-formed or not, even before `welcome`.
     *
     * @param {string} text
     * @returns {boolean} false if the WebSocket is not open
     */
    sendText(text) {
        if (this.#socket?.readyState !== 1) { // 1 is WebSocket.OPEN
            return false;
        }
        this.#socket.send(text);
        this.#dispatch("wire", { way: "out", text, at: this.#env.now() });
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
        const current = listener => event => { // ignores the events of a socket that was abandoned meanwhile
            if (socket === this.#socket) {
                listener(event);
            }
        };
        socket.onopen = current(() => this.#opened());
        socket.onmessage = current(({ data }) => this.#receive(data));
        socket.onclose = current(({ code, reason }) => this.#ended(code, reason));
        this.#timers.connect = this.#env.setTimeout(() => this.#stuck(), STUCK_AFTER_MS);
        this.#enter("connecting", this.#failures.finding?.sentence ?? t("connection.connecting"));
    }

    #opened() {
        this.#env.clearTimeout(this.#timers.connect);
        this.#failures.reset();
        this.#openedAt = this.#env.now();
        const { protocol, greet, hello, active } = this.#options;
        if (protocol === null) { // the plain endpoint's pings are invisible to scripts, so there is no timeout
            this.#settle();
            return;
        }
        this.#heartbeat.start();
        if (greet) {
            this.sendText(encode({ type: "hello", rooms: hello(), active: active() }));
        }
    }

    #receive(text) {
        this.#heartbeat.frameArrived();
        this.#dispatch("wire", { way: "in", text, at: this.#env.now() });
        let frame;
        try {
            frame = decode(text);
        } catch (error) {
            this.#dispatch("unreadable", { reason: error.message, field: error.field });
            return;
        }
        if (frame.type === "ping" && this.#options.greet) {
            this.sendText(encode({ type: "pong", n: frame.n }));
        } else if (frame.type === "bye") {
            this.#backoff.pause(frame.retryAfterMs ?? 0);
        } else if (frame.type === "welcome") {
            this.#heartbeat.configure(frame);
        }
        this.#dispatch("frame", frame);
        if (frame.type === "welcome" && this.#state === "connecting") {
            this.#settle();
        }
    }

    #settle() {
        forgetReload(this.#env);
        this.#enter("open", t("connection.connected"));
    }

    #stuck() {
        this.#failures.addStuck(STUCK_AFTER_MS);
        this.#giveUp(1006, "stuck in CONNECTING", STUCK_AFTER_MS);
    }

    /** Abandons a socket without waiting for its close event, which may come late or never. */
    #giveUp(code, reason, stuckMs) {
        this.#drop(code, reason);
        this.#ended(code, reason, stuckMs);
    }

    #drop(code, reason) {
        const socket = this.#socket;
        this.#socket = null; // from here on the events of this socket are ignored
        if (code === 1000 || code >= 3000) {
            socket?.close(code, reason);
        } else {
            socket?.close(); // without a code: scripts may only use 1000 and 3000 to 4999
        }
    }

    #ended(code, reason, stuckMs) {
        this.#clearTimers();
        const wasOpen = this.#openedAt !== null;
        this.#dispatch("closed", { code, reason, wasOpen });
        if (!wasOpen) {
            this.#failures.add();
            this.#reconnectLater(code, this.#failures.finding?.sentence ?? t("connection.notOpened"), stuckMs);
            return;
        }
        this.#backoff.ended(this.#env.now() - this.#openedAt);
        const { action, sentence } = closeVerdict(code);
        if (action === "reconnect" || action === "reconnect-later") {
            this.#backoff.pause(action === "reconnect-later" ? FLOOD_PAUSE_MS : 0);
            this.#reconnectLater(code, sentence);
        } else {
            this.#stop(code, sentence);
            leave(action, code, this.#env);
        }
    }

    #reconnectLater(code, sentence, stuckMs) {
        const retryInMs = this.#backoff.next();
        this.#retryAt = this.#env.now() + retryInMs;
        this.#timers.retry = this.#env.setTimeout(() => this.#connect(), retryInMs);
        this.#enter("waiting", sentence, { code, retryInMs });
        this.#findCause(code, stuckMs);
    }

    async #findCause(code, stuckMs) {
        const found = await this.#failures.findCause(stuckMs);
        if (found === null || !this.#wanted) {
            return;
        }
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
        } else if (this.#state === "open" && networkChanged) { // the connection may be half-open; resuming is cheap
            this.#drop(4000, "the network changed");
            this.#dispatch("closed", { code: 4000, reason: "the network changed", wasOpen: true });
            this.#connect();
        } else if (this.#state === "open" && this.#options.protocol !== null) {
            this.#heartbeat.check();
        }
    }

    #clearTimers() {
        this.#heartbeat.stop();
        Object.values(this.#timers).forEach(timer => this.#env.clearTimeout(timer));
    }

    #enter(state, sentence, more = {}) {
        this.#state = state;
        this.#dispatch("state", { state, sentence, kind: this.#failures.finding?.kind, ...more });
    }

    #dispatch(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
