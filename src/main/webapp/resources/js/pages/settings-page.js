/**
 * Entry of the settings page: its forms, and the notification settings with the browser's permission, the preferences and a
 * test notification.
 * @module
 */
import { currentAccount } from "../base/current-account.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { newCid } from "../base/idempotency-key.js";
import { ChatSocket } from "../connection/chat-socket.js";
import { FrameRouter } from "../connection/frame-router.js";
import { sendTestNotification } from "../connection/account-requests.js";
import { askPermission, permission } from "../notifications/desktop-notifications.js";
import { NotificationDedup } from "../notifications/notification-dedup.js";
import { showTest } from "../notifications/test-notification.js";
import { preferences } from "../people/preferences.js";
import { LocalStore } from "../store/local-store.js";
import { installForms } from "./forms.js";
import { installOfflineShell } from "./offline-shell.js";
import { installOwnAvatar } from "./own-avatar.js";
import { installSearchKey } from "./search-key.js";
import { installSignIns } from "./sign-ins.js";
import { installSignOut } from "./sign-out.js";

const CONNECTED_WITHIN_MS = 8_000;
const RECEIVED_WITHIN_MS = 5_000;
const SHOWN_WITHIN_MS = 5_000;

const section = document.querySelector("#notifications");
const allow = section.querySelector("#allow-notifications");
const state = section.querySelector("#notification-state");
const steps = section.querySelector("#test-steps");
const store = new LocalStore(currentAccount());
const { account } = store;
const tabs = new BroadcastChannel(`chatboard ${account}`);
const dedup = new NotificationDedup(account, tabs);
const socket = new ChatSocket();

function showPermission() {
    const now = permission();
    allow.hidden = now !== "default";
    state.textContent = t(`permission.${now}`);
}

/** Saves a checkbox at once. After a failure shows a message and resets the checkbox. */
function bind(box, name) {
    const show = () => {
        box.checked = preferences.now[name] !== (box.dataset.means === "not");
    };
    box.addEventListener("change", async () => {
        const said = section.querySelector("#notifications-said");
        try {
            await preferences.choose({ [name]: box.checked !== (box.dataset.means === "not") });
            said.textContent = t("notify.saved");
        } catch {
            said.textContent = t("notify.notSaved");
            show();
        }
    });
    preferences.addEventListener("change", show);
    show();
}

const within = (ms, promise) => Promise.race([promise, new Promise(resolve => setTimeout(() => resolve(null), ms))]);

/** Waits for the first event of this type for which `fits` is true. @returns {Promise<object>} its detail, or the data of a message event */
const next = (target, type, fits) => new Promise(resolve => {
    target.addEventListener(type, function listen(event) {
        if (fits(event)) {
            target.removeEventListener(type, listen);
            resolve(event.detail ?? event.data);
        }
    });
});

async function connected() {
    if (socket.state !== "open") {
        const open = next(socket, "state", ({ detail }) => detail.state === "open");
        socket.open();
        await within(CONNECTED_WITHIN_MS, open);
    }
    return socket.state === "open";
}

function say(good, sentence) {
    steps.append(make("li", { class: good ? "steps__good" : "steps__bad" },
        make("span", { class: "visually-hidden" }, t(good ? "test.good" : "test.bad"), " "), sentence));
}

/** Sends a test notification to this account's pages, and reports each step. */
async function test() {
    const cid = newCid();
    steps.replaceChildren();
    if (!await connected()) {
        say(false, t("test.notConnected"));
        return;
    }
    const received = next(socket, "frame", ({ detail }) => detail.type === "test" && detail.cid === cid);
    const elsewhere = next(tabs, "message", ({ data }) => data.type === "tested" && data.cid === cid);
    const sentAt = performance.now();
    const arrival = received.then(() => performance.now() - sentAt);
    const sent = await send(cid);
    if (!sent.ok) {
        say(false, sent.status === 429 ? t("test.tooMany") : t("test.notSent"));
        return;
    }
    say(true, t("test.sent", { count: sent.pages }));
    const took = await within(RECEIVED_WITHIN_MS, arrival);
    if (took === null) {
        say(false, t("test.notReceived"));
        return;
    }
    say(true, t("test.received", { ms: Math.max(1, Math.round(took)) }));
    const mine = await dedup.claim(`test ${cid}`, 1);
    report(mine ? await showTest(preferences) : await within(SHOWN_WITHIN_MS, elsewhere), mine);
}

async function send(cid) {
    try {
        return { ok: true, ...await sendTestNotification(cid) };
    } catch (error) {
        return { ok: false, status: error.status };
    }
}

function report(outcome, mine) {
    if (outcome === null) {
        say(false, t("test.notReported"));
        return;
    }
    const { desktop, sound } = outcome;
    if (!mine) {
        say(true, t("test.elsewhere"));
    }
    say(desktop === "shown", desktop === "forbidden" ? t(`test.forbidden.${permission()}`) : t(`test.desktop.${desktop}`));
    say(sound === "played" || sound === "off", t(`test.sound.${sound}`));
    if (preferences.now.doNotDisturb) {
        say(false, t("test.doNotDisturb"));
    }
}

installForms();
installOwnAvatar();
installSearchKey();
installSignOut({ store });
installSignIns();
installOfflineShell();
showPermission();
navigator.permissions?.query({ name: "notifications" })
    .then(status => status.addEventListener("change", showPermission)).catch(() => {}); // changed in the browser's own settings
allow.addEventListener("click", async () => {
    await askPermission();
    showPermission();
});
bind(section.querySelector("#doNotDisturb"), "doNotDisturb");
bind(section.querySelector("#sound"), "mutedSound");
const adopt = frame => preferences.handle(frame);
new FrameRouter(socket).on("settings", { welcome: adopt, preferences: adopt });
section.querySelector("#send-test").addEventListener("click", async ({ currentTarget }) => {
    if (currentTarget.getAttribute("aria-busy") === "true") {
        return;
    }
    currentTarget.setAttribute("aria-busy", "true");
    await test();
    currentTarget.removeAttribute("aria-busy");
});
