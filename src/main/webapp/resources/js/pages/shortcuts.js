/**
 * The keyboard shortcuts of the board, independent of the focus.
 * @module
 */
import { announce } from "../base/announcement.js";
import { t } from "../base/i18n.js";
import { isApple, isComposing, isSearchKey, isTouch } from "../base/keyboard.js";

const command = isApple ? "⌘" : "ctrl";
const list = isApple ? ["⌥", "⌘"] : ["alt"]; // with ⌘, since Option and an arrow alone move the cursor by a paragraph

/**
 * @returns {object} the shortcuts with their keys, by group and action; the names are those of their translations
 *     (`shortcut.find`)
 */
const listed = () => ({
    going: {
        find: [[command, "K"], ["/"]],
        search: [[command, "shift", "F"]],
        next: [[...list, "↓"]],
        previous: [[...list, "↑"]],
        nextUnread: [[...list, "shift", "↓"]],
        previousUnread: [[...list, "shift", "↑"]],
        write: [[isApple ? "⌥" : "alt", "C"]],
        leave: [["escape"]],
        help: [["?"]],
    },
    writing: {
        send: [isTouch() ? [command, "enter"] : ["enter"]],
        newLine: [isTouch() ? ["enter"] : ["shift", "enter"]],
        edit: [["↑"]],
    },
});

const personLinks = () => [...document.querySelectorAll(".fold:not(#section-archived) li:not([hidden]) > .person")];

/** Opens the conversation above (-1) or below (1) the open one; the first one if none is open. */
function go(step, wanted = () => true) {
    const links = personLinks();
    const at = links.findIndex(link => link.getAttribute("aria-current") === "page");
    const others = step > 0 ? links.slice(at + 1) : links.slice(0, Math.max(at, 0)).reverse();
    others.find(wanted)?.click();
}

const isUnread = link => link.classList.contains("person--unread");

/**
 * Searches from the open conversation to the end of the list, then from its start, so that each unread conversation is
 * reached.
 */
function goUnread(step) {
    const links = step > 0 ? personLinks() : personLinks().reverse();
    const at = links.findIndex(link => link.getAttribute("aria-current") === "page");
    [...links.slice(at + 1), ...links.slice(0, Math.max(at, 0))].find(isUnread)?.click();
}

function find() {
    const field = document.querySelector("#find");
    if (field.checkVisibility?.() === false) { // on a narrow screen a conversation hides the field
        actions.leave();
    }
    field.focus();
    field.select();
}

async function help() {
    try {
        const { showShortcuts } = await import("../base/shortcuts-dialog.js");
        await showShortcuts(listed());
    } catch {
        announce(t("view.unavailable"));
    }
}

const actions = {
    find,
    help,
    search: () => document.querySelector(document.querySelector("#board").dataset.view === "conversation" ? "#search-here" : "#search-messages").click(),
    next: () => go(1),
    previous: () => go(-1),
    nextUnread: () => goUnread(1),
    previousUnread: () => goUnread(-1),
    write: () => document.querySelector("#text").focus(),
    leave: () => document.querySelector(".conversation__back").click(),
};

/** @returns {boolean} whether a plain key would type a character */
const isWriting = element => element.closest?.("input, textarea, select, [contenteditable]") !== null;

/**
 * Finds the shortcut of a key press. A key that types a character or moves the cursor in a text field is no shortcut:
 * AltGraph types on Windows and Linux, Option on a Mac, where Firefox reports Option as AltGraph too.
 *
 * @returns {keyof typeof actions|undefined} the action
 */
function asked(event) {
    const { key, code, altKey, ctrlKey, metaKey, shiftKey, target } = event;
    const arrow = { ArrowDown: "next", ArrowUp: "previous" }[key];
    if (!isApple && event.getModifierState("AltGraph")) {
        return undefined;
    }
    if (altKey && !ctrlKey && arrow !== undefined) {
        return metaKey === isApple ? `${arrow}${shiftKey ? "Unread" : ""}` : undefined;
    }
    if (altKey) {
        const types = isApple && isWriting(target);
        return code === "KeyC" && !ctrlKey && !metaKey && !shiftKey && !types ? "write" : undefined; // by its position: the key may type ç
    }
    if (isSearchKey(event)) {
        return "search";
    }
    if (ctrlKey || metaKey) {
        const other = isApple ? ctrlKey : metaKey;
        return !other && !shiftKey && key.toLowerCase() === "k" ? "find" : undefined;
    }
    if (key === "Escape") {
        return "leave";
    }
    return isWriting(target) ? undefined : { "?": "help", "/": "find" }[key];
}

/** Listens for shortcuts, and installs the button that opens the list. */
export function installShortcuts() {
    document.addEventListener("keydown", event => {
        const action = event.defaultPrevented || isComposing(event) ? undefined : asked(event);
        const busy = document.querySelector("dialog[open], :popover-open") !== null; // the dialog or menu handles the keys
        const nowhere = action === "leave" && document.querySelector("#board").dataset.view === "people";
        if (action !== undefined && !busy && !nowhere) {
            event.preventDefault();
            actions[action]();
        }
    });
    document.querySelector("#shortcuts").addEventListener("click", help);
}
