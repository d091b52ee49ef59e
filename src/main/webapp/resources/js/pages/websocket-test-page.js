/** Entry of the page /websocket-test. */
import { log } from "../base/console-log.js";
import { t } from "../base/i18n.js";
import { isComposing } from "../base/keyboard.js";
import { byteLength } from "../base/text-size.js";
import { ChatSocket } from "../connection/chat-socket.js";
import { explainError } from "../connection/error-messages.js";
import { installDebug } from "./debug-console.js";
import { installSearchKey } from "./search-key.js";
import { KnownState, readyMade, withNewCid } from "./websocket-test-frames.js";
import { FrameLog } from "./websocket-test-log.js";

const byId = id => document.getElementById(id);
const connection = byId("connection");
const editor = byId("editor");
const { endpoint, receiver, greet } = connection.elements;
const frameBox = byId("frame");

const readyNames = ["CONNECTING", "OPEN", "CLOSING", "CLOSED"];
const STILL_CONNECTING_MS = 5_000;

const known = new KnownState();
const frames = new FrameLog(byId("frames"), byId("log"));
/** @type {ChatSocket|null} */
let socket = null;
let since = performance.now();
let retryAt = null;
let untouched = true;

const debug = installDebug({
    configuration: { page: "websocket-test", account: Number(document.body.dataset.accountId) },
    status: () => ({ endpoint: endpoint.value, framesShown: frames.size }),
    sendMessage: text => {
        log.sendMessageCalled();
        const frame = JSON.parse(readyMade(endpoint.value === "plain" ? "plain" : "send", known));
        return sendText(JSON.stringify({ ...frame, message: text }));
    },
});

function connect() {
    const plain = endpoint.value === "plain";
    if (plain && !receiverIsValid()) {
        return;
    }
    socket?.close();
    problem("");
    byId("sign-in").hidden = true;
    socket = new ChatSocket({
        url: plain ? `/ws/chat/${receiver.value.trim()}` : "/ws",
        protocol: plain ? null : "chatboard.v1",
        greet: greet.checked,
        // The panel stays on its page, since it shows why another page would leave or reload.
        env: { goTo: () => { byId("sign-in").hidden = false; }, reload: () => {} },
    });
    listenTo(socket);
    debug.watch(socket);
    socket.open();
}

function listenTo(opened) {
    const current = listener => ({ detail }) => {
        if (opened === socket) { // ignores the events of a former connection
            listener(detail);
        }
    };
    opened.addEventListener("wire", current(detail => {
        frames.add(detail);
        showCount();
    }));
    opened.addEventListener("frame", current(frame => {
        known.learn(frame);
        if (frame.type === "welcome") {
            if (untouched) { // the room of the sample frame was a guess until the server named the rooms
                showEndpoint();
            }
            byId("fact-clock").textContent = skewInWords(Date.parse(frame.now) - Date.now());
        } else if (frame.type === "error") {
            problem(explainError(frame));
        }
    }));
    opened.addEventListener("unreadable", current(({ field }) => (
        problem(field === undefined ? t("panel.unreadable") : t("panel.wrongField", { field })))));
    opened.addEventListener("closed", current(({ code, reason, wasOpen }) => {
        byId("fact-close").textContent = reason === "" ? String(code) : `${code} (${reason})`;
        frames.note(t(wasOpen ? "panel.closed" : "panel.notOpened", { code: String(code) }));
        showCount();
    }));
    opened.addEventListener("state", current(showState));
}

function showState({ state, sentence, code, retryInMs }) {
    if (state !== byId("state").dataset.state) {
        since = performance.now();
    }
    retryAt = retryInMs === undefined ? null : performance.now() + retryInMs;
    byId("state").dataset.state = state;
    byId("state").toggleAttribute("data-failed", state === "stopped" && code !== 1000);
    say(byId("state-name"), t(`panel.state.${state}`));
    say(byId("state-sentence"), state === "open" ? t("panel.isOpen") : sentence);
    byId("disconnect").disabled = state === "stopped";
    byId("connect").textContent = t(state === "stopped" ? "panel.connect" : "panel.connectAnew");
    showClock();
}

/** Sets the text of a live region only if it differs, so that it is not announced twice. */
function say(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

/** Updates what changes each second; these elements are outside the live region. */
function showClock() {
    const { state } = byId("state").dataset;
    const live = socket?.socket;
    byId("fact-ready").textContent = readyNames[live?.readyState] ?? t("panel.none");
    byId("fact-address").textContent = live === null || live === undefined ? t("panel.none") : describe(live);
    const waited = performance.now() - since;
    if (state === "waiting" && retryAt !== null) {
        const left = Math.max(0, Math.ceil((retryAt - performance.now()) / 1000));
        byId("state-clock").textContent = t("panel.nextAttempt", { seconds: left });
    } else if (state === "connecting" && waited > STILL_CONNECTING_MS) {
        byId("state-clock").textContent = t("panel.stillConnecting", { seconds: Math.floor(waited / 1000) });
    } else {
        byId("state-clock").textContent = "";
    }
}

const describe = ({ url, protocol }) => (protocol === "" ? url : `${url} (${protocol})`);

function skewInWords(ms) {
    const apart = `${ms >= 0 ? "+" : "−"}${Math.abs(ms)} ms`;
    return Math.abs(ms) < 60_000 ? apart : t("panel.clockApart", { apart });
}

function receiverIsValid() {
    const valid = /^[1-9]\d{0,17}$/u.test(receiver.value.trim());
    byId("receiver-error").textContent = valid ? "" : t("panel.receiverWanted");
    receiver.setAttribute("aria-invalid", String(!valid));
    if (!valid) {
        receiver.focus();
    }
    return valid;
}

function sendText(text) {
    problem("");
    const sent = socket?.sendText(text) ?? false;
    if (!sent) {
        problem(t("panel.notSent"));
    }
    return sent;
}

/** Puts a JSON frame on one line; leaves any other text unchanged, so that the server's reaction to it can be seen. */
function compact(text) {
    try {
        return JSON.stringify(JSON.parse(text));
    } catch {
        return text;
    }
}

function problem(sentence) {
    byId("problem").textContent = sentence;
}

function edit(text) {
    frameBox.value = text;
    showSize();
}

function showSize() {
    byId("frame-size").textContent = t("panel.bytes", { count: byteLength(compact(frameBox.value)) });
}

function showCount() {
    byId("traffic-count").textContent = frames.size === 0 ? t("panel.noneYet") : t("panel.shown", { shown: frames.size });
    byId("log-empty").hidden = frames.size > 0;
}

function showEndpoint() {
    const plain = endpoint.value === "plain";
    byId("receiver-field").hidden = !plain;
    byId("greet-field").hidden = plain;
    edit(readyMade(plain ? "plain" : "send", known));
}

/** Copies the report. Plain http has no clipboard, so there the text is shown and selected. */
async function copyReport() {
    const text = [debug.report(), "Frames:", ...(frames.size === 0 ? ["  none"] : frames.lines())].join("\n");
    byId("report-field").hidden = false;
    byId("report").value = text;
    try {
        await navigator.clipboard.writeText(text);
        byId("report-status").textContent = t("panel.copied");
    } catch {
        byId("report").select();
        byId("report").focus();
        byId("report-status").textContent = t("panel.selected");
    }
}

connection.addEventListener("submit", event => {
    event.preventDefault();
    connect();
});
connection.addEventListener("change", event => {
    if (event.target.name === "endpoint") {
        showEndpoint();
    }
});
byId("disconnect").addEventListener("click", () => socket?.close());
editor.addEventListener("submit", event => {
    event.preventDefault();
    sendText(compact(frameBox.value));
});
editor.addEventListener("click", ({ target }) => {
    if (target.dataset.frame !== undefined) {
        untouched = false;
        edit(readyMade(target.dataset.frame, known));
        frameBox.focus();
    }
});
frameBox.addEventListener("input", () => {
    untouched = false;
    showSize();
});
frameBox.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposing(event)) {
        event.preventDefault();
        editor.requestSubmit();
    }
});
byId("new-cid").addEventListener("click", () => edit(withNewCid(frameBox.value)));
byId("clear").addEventListener("click", () => {
    frames.clear();
    showCount();
});
byId("copy").addEventListener("click", copyReport);
setInterval(showClock, 1_000);
installSearchKey();
showEndpoint();
log.listenersReady();
