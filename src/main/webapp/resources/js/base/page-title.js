/**
 * The page's title and icon in the browser's tab: the open page, and the number of unread messages.
 * @module
 */

const iconAt = name => new URL(`../../icons/${name}.svg`, import.meta.url).pathname; // icons have the same version as the scripts
const ICONS = { none: iconAt("favicon"), some: iconAt("favicon-unread") };

let base = document.title;
let unread = 0;

function show() {
    const count = unread > 999 ? "999+" : unread;
    document.title = unread > 0 ? `(${count}) ${base}` : base;
}

/** @param {string} title title of the page, without the count */
export function setTitle(title) {
    base = title;
    show();
}

/** @param {number} count unread messages in conversations that are not muted */
export function showUnread(count) {
    if (count !== unread) {
        unread = count;
        show();
        const icon = document.querySelector("link[rel='icon'][type='image/svg+xml']");
        icon?.setAttribute("href", count > 0 ? ICONS.some : ICONS.none);
    }
}
