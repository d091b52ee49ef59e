/**
 * Signs out. First removes the account's data from this browser. If there are unsent messages, asks the person before that.
 * @module
 */
import { askToConfirm } from "../base/confirm-dialog.js";
import { t } from "../base/i18n.js";
import { dismissAll } from "../notifications/desktop-notifications.js";
import { OutboxStore } from "../store/outbox-store.js";
import { forgetOfflineShell } from "./offline-shell.js";

const WAIT_AT_MOST_MS = 2_000; // a browser without storage may never answer

/**
 * @param {object} options
 * @param {import("../store/local-store.js").LocalStore} options.store of the account
 * @param {() => number} [options.unsent] number of unsent messages of this page, used if the store does not answer
 * @param {() => void} [options.leaving] called before the sign-in ends, so that no other part of the page asks the person
 */
export function installSignOut({ store, unsent = () => 0, leaving = () => {} }) {
    const form = document.querySelector("#sign-out");
    let ready = false;
    form.addEventListener("submit", async event => {
        if (ready) {
            return;
        }
        event.preventDefault();
        const button = event.submitter;
        const records = await inTime(new OutboxStore(store).all(), []);
        const count = Math.max(records.length, unsent());
        if (count > 0 && !await agrees(count)) {
            button?.focus();
            return;
        }
        button?.setAttribute("aria-busy", "true");
        leaving();
        new BroadcastChannel(`chatboard ${store.account}`).postMessage({ type: "signed-out" });
        await inTime(Promise.all([store.forget(), forgetOfflineShell(), dismissAll()]));
        ready = true;
        form.requestSubmit(button);
    });
}

const inTime = (promise, otherwise) => Promise.race([
    promise.catch(() => otherwise),
    new Promise(resolve => setTimeout(() => resolve(otherwise), WAIT_AT_MOST_MS)),
]);

/** @returns {Promise<boolean>} whether the person gives up the unsent messages */
const agrees = count => askToConfirm(t("signOut.title"), t("signOut.unsent", { count }), t("signOut.stay"), t("signOut.discard"));
