/**
 * Writes lines for developers to the browser's console, if verbose.
 * @module
 */

const STORED = "chatboard.verbose";
let verbose = false;

const line = (...of) => {
    if (verbose) {
        console.log(...of);
    }
};

/** The lines that the modules write. debug-console.js writes the lines about sockets and frames. */
export const log = {
    /** Any line. */
    line,
    /** The page has set up its listeners. */
    listenersReady: () => line("Event listeners setup complete"),
    /** The person pressed Send. */
    sendMessageCalled: () => line("SendMessage called"),
    /** @returns {boolean} whether this log writes to the browser's console */
    get verbose() {
        return verbose;
    },
};

/**
 * Decides whether lines are written. The last {@link setVerbose} in this browser decides; without one, the page does.
 *
 * @param {boolean} wanted whether the page asks for lines
 */
export function startConsoleLog(wanted) {
    verbose = stored() ?? wanted;
}

/** Turns the console lines on or off, for this browser until the next call. @returns {string} a sentence for the console */
export function setVerbose(on = true) {
    verbose = Boolean(on);
    try {
        localStorage.setItem(STORED, String(verbose));
    } catch {
        return `Console lines are ${verbose ? "on" : "off"} for this page; the browser does not let it be remembered.`;
    }
    return `Console lines are ${verbose ? "on" : "off"}.`;
}

function stored() {
    try {
        const value = localStorage.getItem(STORED);
        return value === null ? null : value === "true";
    } catch {
        return null; // the browser blocks storage, so nothing was stored
    }
}
