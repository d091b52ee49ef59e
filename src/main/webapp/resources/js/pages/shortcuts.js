/**
 * The keyboard shortcuts of the board, wherever the focus is. The dialog that lists them is loaded when it is opened.
 * @module
 */
import { isApple, isComposing, isTouch } from "../base/keyboard.js";

const command = isApple ? "⌘" : "ctrl";
const list = isApple ? ["⌥", "⌘"] : ["alt"]; // there Option with an arrow moves the cursor by a paragraph

/**
 * @returns {object} the shortcuts by group and action, named as their translations (`shortcut.find` and so on), each with its keys
 */
const listed = () => ({
    going: {
        find: [[command, "K"], ["/"]],
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

const personLinks = () => [...document.querySelectorAll("#people > li:not([hidden]) > .person")];

/** Opens the neighbour of the conversation that is open, up (-1) or down (1) the list; with none open, the first. */
function go(step, wanted = () => true) {
    const links = personLinks();
    const at = links.findIndex(link => link.getAttribute("aria-current") === "page");
    const others = step > 0 ? links.slice(at + 1) : links.slice(0, Math.max(at, 0)).reverse();
    others.find(wanted)?.click();
}

const isUnread = link => link.classList.contains("person--unread");

/** Those below first, then from the top: no unread conversation is out of reach. */
function goUnread(step) {
    const links = step > 0 ? personLinks() : personLinks().reverse();
    const at = links.findIndex(link => link.getAttribute("aria-current") === "page");
    [...links.slice(at + 1), ...links.slice(0, Math.max(at, 0))].find(isUnread)?.click();
}

function find() {
    const field = document.querySelector("#find");
    if (field.checkVisibility?.() === false) { // narrow, and a conversation has the screen
        actions.leave();
    }
    field.focus();
    field.select();
}

async function help() {
    const { showShortcuts } = await import("./shortcuts-dialog.js");
    showShortcuts(listed());
}

const actions = {
    find,
    help,
    next: () => go(1),
    previous: () => go(-1),
    nextUnread: () => goUnread(1),
    previousUnread: () => goUnread(-1),
    write: () => document.querySelector("#text").focus(),
    leave: () => document.querySelector(".conversation__back").click(),
};

/** @returns {boolean} whether a plain key would be written */
const isWriting = element => element.closest?.("input, textarea, select, [contenteditable]") !== null;

/**
 * No key that types a character or moves the cursor where somebody writes: AltGraph does so on Windows and Linux, Option on a
 * Mac, where Firefox calls Option AltGraph too.
 *
 * @returns {keyof typeof actions|undefined} what a key asks for
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
        return code === "KeyC" && !ctrlKey && !metaKey && !shiftKey && !types ? "write" : undefined; // by its place: it may be a ç
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

/** Listens, and sets the button up that opens the list. */
export function installShortcuts() {
    document.addEventListener("keydown", event => {
        const action = event.defaultPrevented || isComposing(event) ? undefined : asked(event);
        const busy = document.querySelector("dialog[open], :popover-open") !== null; // has the keys for itself
        const nowhere = action === "leave" && document.querySelector("#board").dataset.view === "people";
        if (action !== undefined && !busy && !nowhere) {
            event.preventDefault();
            actions[action]();
        }
    });
    document.querySelector("#shortcuts").addEventListener("click", help);
}
