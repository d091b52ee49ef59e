/**
 * The key that opens the search of messages, on pages without a list of shortcuts.
 * @module
 */
import { isSearchKey } from "../base/keyboard.js";

/** Installs the key. @param {() => void} [open] by default the search button of the page */
export function installSearchKey(open = () => document.querySelector("#search-messages").click()) {
    document.addEventListener("keydown", event => {
        if (isSearchKey(event) && !event.defaultPrevented && document.querySelector("dialog[open]") === null) {
            event.preventDefault();
            open();
        }
    });
}
