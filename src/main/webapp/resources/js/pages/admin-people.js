/**
 * The part of the administrator's page that makes a help link for somebody who has forgotten the password.
 * @module
 */
import { fetchAllPeople, makeHelpLink } from "../connection/account-requests.js";
import { PeopleSearch } from "../rooms/people-search.js";
import { copyField } from "./invitation-link.js";

const section = document.querySelector("#help-links");
const chosen = section.querySelector("#help-link-chosen");
const made = section.querySelector("#help-link-made");
const link = made.querySelector("input");
const failure = section.querySelector("#help-link-failure");
const button = chosen.querySelector("button");

function choose(person) {
    made.hidden = true;
    link.value = ""; // the link of another person
    failure.textContent = "";
    chosen.hidden = false;
    chosen.querySelector(".member__name").textContent = person.displayName;
    chosen.querySelector(".member__username").textContent = `@${person.username}`;
    button.dataset.id = person.id;
    button.focus();
}

async function make() {
    if (button.getAttribute("aria-busy") === "true") {
        return;
    }
    const { id } = button.dataset;
    button.setAttribute("aria-busy", "true");
    failure.textContent = "";
    try {
        const answer = await makeHelpLink(id);
        if (id === button.dataset.id) { // nobody else was chosen meanwhile
            link.value = answer.link;
            made.hidden = false;
            made.querySelector("[role=status]").textContent = "";
            link.select();
        }
    } catch ({ detail }) {
        failure.textContent = detail ?? section.dataset.failed;
    }
    button.removeAttribute("aria-busy");
}

/** Sets up the section. */
export function installHelpLinks() {
    const place = section.querySelector("#help-link-search");
    const search = new PeopleSearch({
        id: "help-link-person", label: place.dataset.label, fetchPage: fetchAllPeople, isOffered: () => true,
    });
    search.addEventListener("choose", ({ detail: { person } }) => queueMicrotask(() => choose(person)));
    place.append(search.element);
    search.start();
    button.addEventListener("click", make);
    section.querySelector("#copy-help-link").addEventListener("click", () => {
        copyField(link, made.querySelector("[role=status]"));
    });
}
