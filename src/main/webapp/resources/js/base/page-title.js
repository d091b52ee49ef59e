/**
 * The page's title and its picture in the browser's tab: where one is, and how much is unread.
 * @module
 */

const iconAt = name => new URL(`../../icons/${name}.svg`, import.meta.url).pathname; // beside the scripts, of their version
const ICONS = { none: iconAt("favicon"), some: iconAt("favicon-unread") };

let base = document.title;
let unread = 0;

function show() {
    const count = unread > 999 ? "999+" : unread;
    document.title = unread > 0 ? `(${count}) ${base}` : base;
}

/** @param {string} title the page's own, without a count */
export function setTitle(title) {
    base = title;
    show();
}

/** @param {number} count unread messages that are worth a look */
export function showUnread(count) {
    if (count !== unread) {
        unread = count;
        show();
        const icon = document.querySelector("link[rel='icon'][type='image/svg+xml']");
        icon?.setAttribute("href", count > 0 ? ICONS.some : ICONS.none);
    }
}
