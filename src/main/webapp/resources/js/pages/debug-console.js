/**
 * The debugging tools in the browser's console: `window.chatApplication`, `window.debugChat`, and lines about sockets and
 * frames.
 * @module
 */
import { log, setVerbose, startConsoleLog } from "../base/console-log.js";

const KEPT = 10;

/** Records the events of this page's sockets, without message texts. */
class Journal {
    counts = { framesIn: 0, framesOut: 0, unreadable: 0, connections: 0, messagesConfirmed: 0 };
    closes = [];
    errors = [];
    state = { state: "stopped", sentence: "" };
    clockSkewMs = null;

    /** Records the events of a socket. @param {import("../connection/chat-socket.js").ChatSocket} socket not open yet */
    watch(socket) {
        socket.addEventListener("wire", ({ detail }) => this.#wire(detail));
        socket.addEventListener("state", ({ detail }) => this.#enter(detail));
        socket.addEventListener("frame", ({ detail }) => this.#frame(detail, socket.socket?.protocol === ""));
        socket.addEventListener("closed", ({ detail }) => keep(this.closes, detail));
        socket.addEventListener("unreadable", ({ detail }) => {
            this.counts.unreadable++;
            this.error(`unreadable frame: ${detail.reason}`);
        });
    }

    error(what) {
        keep(this.errors, { what });
    }

    #wire({ way, text }) {
        this.counts[way === "in" ? "framesIn" : "framesOut"]++;
        if (log.verbose && way === "out" && isSend(text)) {
            log.line(`Sending payload: ${text}`);
        }
    }

    #enter(detail) {
        if (detail.state === "open" && this.state.state !== "open") {
            this.counts.connections++;
            log.line("WebSocket OPEN - Connection successful!");
        }
        this.state = detail;
    }

    #frame(frame, plain) {
        if (frame.type === "welcome") {
            this.clockSkewMs = Date.parse(frame.now) - Date.now();
        } else if (frame.type === "ack" || (plain && frame.type === "message" && frame.cid !== undefined)) {
            this.counts.messagesConfirmed++;
            log.line("Message sent successfully to server");
        } else if (frame.type === "error") {
            this.error(`${frame.code}: ${frame.message}`);
        }
    }
}

function isSend(text) {
    try {
        const { type = "send", message } = JSON.parse(text);
        return type === "send" && typeof message === "string";
    } catch {
        return false; // the test panel sends broken text on purpose
    }
}

function keep(list, entry) {
    list.push({ at: new Date().toISOString(), ...entry });
    list.splice(0, list.length - KEPT);
}

const readyStates = ["CONNECTING", "OPEN", "CLOSING", "CLOSED"];

/**
 * Makes `window.chatApplication` and `window.debugChat`, and starts the console lines.
 *
 * @param {object} options
 * @param {import("../connection/chat-socket.js").ChatSocket} [options.socket] not open yet, so that no event is missed
 * @param {object} [options.configuration] values without secrets, printed as `Chat Configuration:`
 * @param {(text: string) => unknown} [options.sendMessage] sends a text as the composer does; absent on pages that cannot
 *     send
 * @param {() => object} [options.status] the page's own state: rooms, pending messages
 * @param {boolean} [options.verbose] whether to print lines from the start; default: `data-verbose` of the body
 * @returns {{report: () => string, watch: (socket: import("../connection/chat-socket.js").ChatSocket) => void}} `report`
 *     makes the text for a copy button; `watch` observes another socket
 */
export function installDebug({ socket = null, configuration = {}, sendMessage, status = () => ({}),
    verbose: wanted = document.body.dataset.verbose === "true" }) {
    startConsoleLog(wanted);
    const journal = new Journal();
    let current = null;
    const watch = next => {
        current = next;
        journal.watch(next);
    };
    if (socket !== null) {
        watch(socket);
    }
    listenForFaults(journal);
    log.line("Chat Configuration:", configuration);
    const getStatus = () => ({ ...statusOf(current, journal), ...status() });
    window.chatApplication = {
        get socket() {
            return current?.socket ?? null;
        },
        get state() {
            return current?.state ?? "stopped";
        },
        configuration,
        sendMessage,
    };
    window.debugChat = {
        getStatus,
        testMessage: (text = "Test message") => (
            sendMessage === undefined ? "There is no open conversation on this page." : sendMessage(text)),
        report: () => report(getStatus()),
        verbose: setVerbose,
    };
    return { report: window.debugChat.report, watch };
}

function statusOf(chatSocket, journal) {
    const live = chatSocket?.socket ?? null;
    return {
        state: chatSocket?.state ?? "stopped",
        sentence: journal.state.sentence,
        readyState: readyStates[live?.readyState] ?? "none",
        url: live?.url ?? null,
        clockSkewMs: journal.clockSkewMs,
        counts: { ...journal.counts },
        lastCloses: [...journal.closes],
        lastErrors: [...journal.errors],
    };
}

function listenForFaults(journal) {
    window.addEventListener("error", event => journal.error(`script: ${event.message}`));
    window.addEventListener("unhandledrejection", ({ reason }) => {
        journal.error(`promise: ${reason?.message ?? reason}`);
    });
    document.addEventListener("securitypolicyviolation", event => journal.error(`policy: ${event.effectiveDirective}`));
}

/** @returns {string} a text to copy, without cookies, message texts and the query of the address */
function report(status) {
    const { state, sentence, readyState, url, clockSkewMs, counts, lastCloses, lastErrors, ...page } = status;
    const list = entries => (entries.length === 0 ? ["  none"] : entries.map(({ at, what }) => `  ${at}  ${what}`));
    const skew = clockSkewMs === null ? "not compared yet" : `server ${clockSkewMs >= 0 ? "+" : ""}${clockSkewMs} ms`;
    const closes = lastCloses.map(({ at, code, reason, wasOpen }) => (
        { at, what: `${code}${reason ? ` ${reason}` : ""}${wasOpen ? "" : " (never opened)"}` }));
    return [
        `ChatBoard report, ${new Date().toISOString()}`,
        `Version: ${document.body.dataset.version || "unknown"}`,
        `Page: ${location.origin}${location.pathname}`,
        `Browser: ${navigator.userAgent} (${navigator.onLine ? "online" : "offline"}, ${navigator.language})`,
        `Socket: ${state}, ${readyState}${url === null ? "" : `, ${url}`}`,
        `In words: ${sentence || "not opened yet"}`,
        `Clock: ${skew}`,
        `Counts: ${Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(", ")}`,
        `This page: ${JSON.stringify(page)}`,
        "Last closes:",
        ...list(closes),
        "Last errors:",
        ...list(lastErrors),
    ].join("\n");
}
