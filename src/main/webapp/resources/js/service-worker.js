/**
 * The service worker. Opens the page of a clicked notification. If a page cannot be fetched, answers with the offline page
 * instead of the browser's error page. It caches only the offline page and its files, and no data of an account. Everything
 * else comes from the network.
 */
"use strict";

const VERSION = "@web.version@"; // hash of the page's files: each build has another worker
const SHELL = `chatboard-shell-${VERSION}`;
const PAGE = "/offline";
const APPEARANCE = "/offline/appearance"; // key in the cache for the language and theme, not an address of the server
const PARTS = ["css/styles.css", "css/views.css", "js/pages/offline-page.js", "icons/favicon.svg"].map(file => `/resources/${VERSION}/${file}`);

/** Caches the offline page in a language and theme. */
async function cacheShell(appearance) {
    const shell = await caches.open(SHELL);
    await shell.addAll([PAGE, ...PARTS]); // the page comes from the server, its files from the browser's cache if possible
    await shell.put(APPEARANCE, new Response(appearance));
}

let updated = Promise.resolve(); // the updates run one after another, so that the latest appearance stays

/** Handles the language and theme that a page reports: they may have changed, or a sign-out has deleted the cache. */
function update(appearance) {
    updated = updated.then(async () => {
        const cached = await (await caches.open(SHELL)).match(APPEARANCE);
        if (await cached?.text() !== appearance) {
            await cacheShell(appearance);
        }
    }).catch(() => {}); // no connection: the next page reports its appearance again
    return updated;
}

async function deleteFormerCaches() {
    const former = (await caches.keys()).filter(name => name !== SHELL);
    await Promise.all(former.map(name => caches.delete(name)));
    await self.clients.claim();
}

const isOfBoard = path => path === "/dashboard" || /^\/(chat|room)\//u.test(path);

/** Shows the conversation of a clicked notification in an open page, otherwise in a new one. */
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
    self.skipWaiting(); // safe at any time, since no page depends on the worker's version
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
