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

/** Sets the title of the page. @param {string} title without the count */
export function setTitle(title) {
    base = title;
    show();
}

/** Shows the number of unread messages. @param {number} count those that notify the reader */
export function showUnread(count) {
    if (count !== unread) {
        unread = count;
        show();
        const icon = document.querySelector("link[rel='icon'][type='image/svg+xml']");
        icon?.setAttribute("href", count > 0 ? ICONS.some : ICONS.none);
    }
}
