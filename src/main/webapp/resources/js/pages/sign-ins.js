/**
 * The list of the account's sign-ins: signs other devices out.
 * @module
 */
import { writePageTimes } from "../base/page-times.js";
import { endOtherSignIns, endSignIn } from "../connection/account-requests.js";

const UNAUTHORIZED = 401;
const NOT_FOUND = 404;

const section = document.querySelector("#sign-ins");
const said = section.querySelector("#sign-ins-said");
const others = () => section.querySelectorAll("li[data-current='false']");

/**
 * Runs a change, then removes its rows.
 *
 * @param {HTMLButtonElement} button
 * @param {() => Promise<unknown>} change
 * @param {() => Iterable<Element>} ended the rows of the sign-ins that it ends
 * @param {string} sentence said afterwards
 */
async function end(button, change, ended, sentence) {
    if (button.getAttribute("aria-busy") === "true") {
        return;
    }
    button.setAttribute("aria-busy", "true");
    try {
        await change();
        [...ended()].forEach(row => row.remove());
        said.textContent = sentence;
        section.querySelector("h2").focus();
    } catch ({ status, detail }) {
        if (status === UNAUTHORIZED) { // this device was signed out meanwhile: the server leads to the sign-in page
            location.reload();
        }
        said.textContent = detail ?? section.dataset.failed;
    }
    button.removeAttribute("aria-busy");
    section.querySelector("#end-others")?.toggleAttribute("hidden", others().length === 0);
}

const endUnlessGone = id => endSignIn(id).catch(error => {
    if (error.status !== NOT_FOUND) {
        throw error;
    }
});

/** Sets up the list. */
export function installSignIns() {
    writePageTimes();
    others().forEach(row => row.querySelector("button").addEventListener("click", ({ currentTarget }) => {
        end(currentTarget, () => endUnlessGone(row.dataset.id), () => [row], section.dataset.ended);
    }));
    section.querySelector("#end-others")?.addEventListener("click", ({ currentTarget }) => {
        end(currentTarget, endOtherSignIns, others, section.dataset.othersEnded);
    });
}
