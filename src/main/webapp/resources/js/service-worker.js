/**
 * The service worker. It opens the page of a notification that was clicked; and where a page cannot be fetched, it answers with one
 * that says so, instead of the browser's own error. It caches that page and its parts, and no other answer of the server: nothing
 * of an account is in its cache. Everything comes from the network first.
 */
"use strict";

const VERSION = "@web.version@"; // of what the pages are made of: another build is another worker
const SHELL = `chatboard-shell-${VERSION}`;
const PAGE = "/offline";
const APPEARANCE = "/offline/appearance"; // no address of the server: the cache holds here the language and theme of the page
const PARTS = ["css/styles.css", "js/pages/offline-page.js", "icons/favicon.svg"].map(file => `/resources/${VERSION}/${file}`);

/** Caches the page in the present language and theme. */
async function cacheShell(appearance) {
    const shell = await caches.open(SHELL);
    await shell.addAll([PAGE, ...PARTS]); // the page comes from the server, its parts from the browser's cache if they are there
    await shell.put(APPEARANCE, new Response(appearance));
}

let updated = Promise.resolve(); // one after the other, so that the latest wins

/** A page reports its language and theme: they may have changed, or a sign-out has emptied the cache. */
function update(appearance) {
    updated = updated.then(async () => {
        const cached = await (await caches.open(SHELL)).match(APPEARANCE);
        if (await cached?.text() !== appearance) {
            await cacheShell(appearance);
        }
    }).catch(() => {}); // no connection: the next page reports them again
    return updated;
}

async function deleteFormerCaches() {
    const former = (await caches.keys()).filter(name => name !== SHELL);
    await Promise.all(former.map(name => caches.delete(name)));
    await self.clients.claim();
}

const isOfBoard = path => path === "/dashboard" || path.startsWith("/chat/");

/** A notification was clicked: shows its conversation in a page that is open, else in a new one. */
async function show(href) {
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
    self.skipWaiting(); // safe at any time: no page depends on the version of its worker
    event.waitUntil(cacheShell(""));
});
self.addEventListener("activate", event => event.waitUntil(deleteFormerCaches()));
self.addEventListener("message", event => {
    if (typeof event.data?.appearance === "string") {
        event.waitUntil(update(event.data.appearance));
    }
});
self.addEventListener("notificationclick", event => {
    event.notification.close();
    event.waitUntil(show(event.notification.data.href));
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
