/**
 * The forms of a page: focuses the first invalid field, shows a password on request, and sends a form once.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

function addReveal(holder) {
    const input = holder.querySelector("input");
    const [label] = input.labels;
    label.id ||= `${input.id}-label`;
    const button = make("button", {
        class: "button button--quiet field__reveal", type: "button", "aria-controls": input.id,
        "aria-describedby": label.id,
    }, t("form.show"));
    button.addEventListener("click", () => {
        const shown = input.type === "text";
        input.type = shown ? "password" : "text";
        button.textContent = t(shown ? "form.show" : "form.hide");
    });
    input.form.addEventListener("submit", () => {
        input.type = "password"; // otherwise the browser would remember the password as text
    });
    holder.append(button);
}

/** Blocks a second click while the server hashes the password. */
function sendOnce(form) {
    let sent = false;
    form.addEventListener("submit", event => {
        if (sent) {
            event.preventDefault();
            return;
        }
        sent = true;
        event.submitter?.setAttribute("aria-busy", "true");
    });
    window.addEventListener("pageshow", () => { // the page returns from the browser's back/forward cache
        sent = false;
        form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    });
}

/**
 * Adds the page's fragment to the parameter `from` of forms and links. A redirect keeps the fragment of the requested
 * address, but no server receives it.
 */
function carryFragment() {
    const from = document.querySelector("#from")?.value;
    if (!from || from.includes("#") || location.hash === "") {
        return;
    }
    document.querySelectorAll("input[name='from']").forEach(input => {
        input.value = from + location.hash;
    });
    document.querySelectorAll("a[href*='?from=']").forEach(link => {
        const address = new URL(link.href);
        address.searchParams.set("from", from + location.hash);
        link.href = address.href;
    });
}

function focusFirst() {
    const isFree = document.activeElement === document.body; // the person has not begun to type
    const faulty = document.querySelector("[aria-invalid='true']");
    const alone = document.querySelector(".card--alone");
    isFree && (faulty ?? [...alone?.querySelectorAll("input:not([type=hidden], [type=submit])") ?? []]
        .find(input => input.value === ""))?.focus();
}

/** Sets up all forms of the page; `sign-out.js` does it for the one that signs out. */
export function installForms() {
    carryFragment();
    document.querySelectorAll("[data-secret]").forEach(addReveal);
    document.querySelectorAll("form:not(#sign-out)").forEach(sendOnce);
    focusFirst();
}
