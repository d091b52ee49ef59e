/**
 * Leads from a notification to its page; and says in words that there is no connection, where the browser would show its own
 * error. Keeps that one page and what it is made of, nothing of an account, and no answer of the server else: a conversation that
 * is open goes on from what it has, and everything comes from the network first.
 */
"use strict";

const VERSION = "@web.version@"; // of what the pages are made of: another build is another worker
const SHELL = `chatboard-shell-${VERSION}`;
const PAGE = "/offline";
const SPOKEN = "/offline/appearance"; // no address of the server: under it the cache has what the page was made for
const PARTS = ["css/styles.css", "js/pages/offline-page.js", "icons/favicon.svg"].map(file => `/resources/${VERSION}/${file}`);

/** Keeps the page as it is in the language and the theme that are chosen now. */
async function keep(appearance) {
    const shell = await caches.open(SHELL);
    await shell.addAll([PAGE, ...PARTS]); // the page comes from the server, its parts from the browser's cache if they are there
    await shell.put(SPOKEN, new Response(appearance));
}

let seen = Promise.resolve(); // one after the other: what was chosen last is what is kept

/** A page is open: it may have been chosen otherwise since, or signing out has emptied the cache. */
function see(appearance) {
    seen = seen.then(async () => {
        const kept = await (await caches.open(SHELL)).match(SPOKEN);
        if (await kept?.text() !== appearance) {
            await keep(appearance);
        }
    }).catch(() => {}); // no connection: the next page tells it again
    return seen;
}

async function forgetFormer() {
    const former = (await caches.keys()).filter(name => name !== SHELL);
    await Promise.all(former.map(name => caches.delete(name)));
    await self.clients.claim();
}

const isOfBoard = path => path === "/dashboard" || path.startsWith("/chat/");

/** A notification was clicked: leads to what it tells of, in a page that is open, else in a new one. */
async function lead(href) {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const at = ({ url }) => new URL(url).pathname;
    const page = pages.find(each => at(each) === href) ?? pages.find(each => isOfBoard(href) && isOfBoard(at(each)));
    if (page === undefined) {
        await self.clients.openWindow(href);
    } else {
        page.postMessage({ open: href });
        await page.focus();
    }
}

const fromShell = async path => await (await caches.open(SHELL)).match(path) ?? Response.error();

self.addEventListener("install", event => {
    self.skipWaiting(); // safe at any time: no page depends on which worker it has
    event.waitUntil(keep(""));
});
self.addEventListener("activate", event => event.waitUntil(forgetFormer()));
self.addEventListener("message", event => {
    if (typeof event.data?.appearance === "string") {
        event.waitUntil(see(event.data.appearance));
    }
});
self.addEventListener("notificationclick", event => {
    event.notification.close();
    event.waitUntil(lead(event.notification.data.href));
});
self.addEventListener("fetch", event => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.mode === "navigate" && request.method === "GET") {
        event.respondWith(fetch(request).catch(() => fromShell(PAGE)));
    } else if (origin === location.origin && PARTS.includes(pathname)) {
        event.respondWith(fetch(request).catch(() => fromShell(pathname)));
    }
});
