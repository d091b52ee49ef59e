/**
 * Signing out: what this browser stores of the account is removed first; a person with unsent messages is asked before.
 * @module
 */
import { askToConfirm } from "../base/confirm-dialog.js";
import { t } from "../base/i18n.js";
import { dismissAll } from "../notifications/desktop-notifications.js";
import { OutboxStore } from "../store/outbox-store.js";
import { forgetOfflineShell } from "./offline-shell.js";

const WAIT_AT_MOST_MS = 2_000; // a browser that stores nothing may never answer

/**
 * @param {object} options
 * @param {import("../store/local-store.js").LocalStore} options.store of the account
 * @param {() => number} [options.unsent] messages that this page knows of, should the store not answer
 * @param {() => void} [options.leaving] called before the sign-in ends: nobody is to be asked again
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

/** @returns {Promise<boolean>} whether unsent messages may go */
const agrees = count => askToConfirm(t("signOut.title"), t("signOut.unsent", { count }), t("signOut.stay"), t("signOut.discard"));
