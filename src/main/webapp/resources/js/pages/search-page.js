/**
 * Entry of the page of search: messages that the reader may see, by words and filters, newest first.
 * @module
 */
import { currentAccount } from "../base/current-account.js";
import { debounced, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing, isTouch } from "../base/keyboard.js";
import { cut } from "../base/text.js";
import { ChatSocket } from "../connection/chat-socket.js";
import { FrameRouter } from "../connection/frame-router.js";
import { UserActivity } from "../connection/user-activity.js";
import { PagedView } from "../rooms/paged-view.js";
import { SearchFilters } from "./search-filters.js";
import { hitRow } from "./search-hit.js";
import { SearchHits } from "./search-hits.js";
import { installSearchKey } from "./search-key.js";
import { addressOf, isReversed, MOST_WORDS, requestOf, termsOf, withoutFilters } from "./search-terms.js";

const SEARCH_AFTER_MS = 200; // after the last key
const RELOAD_AFTER_MS = 100; // frames often come several at once
const BUILT_AFTER_MS = 5_000;
const DAYS = ["from", "until"];

const APPLICATION = document.title;
const section = document.querySelector("#search");
const form = document.querySelector("#search-form");
const field = document.querySelector("#words");
const state = document.querySelector("#search-state");
const self = currentAccount();
const { room, roomTitle, sender, senderName } = section.dataset;
const nameOf = (id, name) => new Map(name ? [[Number(id), name]] : []);

const filters = new SearchFilters(self, { room: nameOf(room, roomTitle), sender: nameOf(sender, senderName) });
const hits = new SearchHits();
const view = new PagedView(hits.list, { label: t("search.label"), keyOf: SearchHits.keyOf, makeRow: hitRow, none: nothing });
let terms = termsOf(location.search);
let place = history.state; // where the reader was when the page was left: {message, loaded}
let timer;

/** @returns {string|Node} what stands in place of hits */
function nothing(request) {
    if (request === "") {
        return t("search.intro");
    }
    const { words } = terms;
    const without = withoutFilters(terms);
    const sentences = hits.rejection === null
        ? [words.trim() === "" ? t("search.none") : t("search.none.words", { words }), t("search.none.hint")] : [hits.rejection];
    const isFiltered = addressOf(without) !== addressOf(terms) && requestOf(without) !== "";
    return make("div", { class: "search__nothing" }, ...sentences.map(sentence => make("p", {}, sentence)),
        isFiltered ? make("a", { class: "button button--plain", href: addressOf(without) }, t("search.everywhere")) : null);
}

/** @param {Terms} now @param {"pushState"|"replaceState"|null} record how the history of the browser gets them */
function search(now, record) {
    terms = now;
    const address = addressOf(terms);
    if (record !== null && address !== location.pathname + location.search) {
        history[record](null, "", address);
    }
    document.title = terms.words.trim() === "" ? APPLICATION : `${terms.words.trim()} · ${APPLICATION}`;
    filters.show(terms);
    hits.search(isReversed(terms) ? "" : requestOf(terms));
    showState();
}

const typed = () => ({ ...terms, words: cut(field.value, MOST_WORDS) });
const searchTyped = debounced(() => search(typed(), "replaceState"), SEARCH_AFTER_MS);

/** Says how many hits there are, and what may be missing. */
function showState() {
    const { items, hasMore, loading, failure } = hits.list;
    const count = items.length;
    const found = loading || failure !== null || count === 0 ? null : t(hasMore ? "search.found.more" : "search.found", { count });
    const sentences = [
        isReversed(terms) ? t("search.reversed") : null,
        [...field.value.trim()].length > MOST_WORDS ? t("search.cut", { limit: MOST_WORDS }) : null,
        hits.progress === null ? null : t("search.building", { percent: hits.progress }),
        found,
    ].filter(sentence => sentence !== null);
    if (!loading && state.textContent !== sentences.join(" ")) {
        state.textContent = sentences.join(" ");
    }
}

/** After a return from a message: loads as many hits as there were, and goes to the one that was opened. */
function returnToPlace() {
    const { items, hasMore, loading, failure } = hits.list;
    if (place === null || loading) {
        return;
    }
    const link = section.querySelector(`.message-row[data-id="${Number(place.message)}"]`);
    if (link === null && hasMore && failure === null && items.length < place.loaded) {
        hits.list.loadMore();
        return;
    }
    place = null;
    link?.scrollIntoView({ block: "center" });
    link?.focus({ preventScroll: true });
}

function moveBy(step) {
    const links = [...section.querySelectorAll(".message-row")];
    const at = links.indexOf(document.activeElement);
    (links[at + step] ?? (at + step < 0 ? field : null))?.focus();
}

const socket = new ChatSocket({ active: () => activity.forHello() });
const activity = new UserActivity(socket);
const reload = debounced(() => hits.reload(), RELOAD_AFTER_MS);
let wasConnected = false;

form.after(filters.element);
section.append(view.element);
const early = field.value; // typed before this script ran
field.value ||= terms.words;
hits.list.addEventListener("change", () => {
    showState();
    returnToPlace();
    clearTimeout(timer);
    if (hits.progress !== null && !hits.list.loading) {
        timer = setTimeout(reload, BUILT_AFTER_MS);
    }
});
field.addEventListener("input", event => event.isComposing || searchTyped());
field.addEventListener("compositionend", searchTyped);
form.addEventListener("submit", event => {
    event.preventDefault();
    search(typed(), "replaceState");
    if (isTouch()) {
        field.blur(); // the keyboard of a phone would cover the hits
    }
});
filters.addEventListener("change", ({ detail: { change } }) => {
    const isTyping = DAYS.some(day => terms[day] !== null && (change[day] ?? null) !== null); // each digit of a year makes another day
    search({ ...typed(), ...change }, isTyping ? "replaceState" : "pushState");
});
window.addEventListener("popstate", () => {
    terms = termsOf(location.search);
    field.value = terms.words;
    search(terms, null);
});
section.addEventListener("click", ({ target }) => {
    const link = target.closest(".message-row");
    if (link !== null) {
        history.replaceState({ message: Number(link.dataset.id), loaded: hits.list.items.length }, "");
    }
});
section.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const moves = step !== undefined && !isComposing(event) && (event.target === field || event.target.closest(".message-row") !== null);
    if (moves) {
        event.preventDefault();
        moveBy(step);
    }
});
installSearchKey(() => {
    field.focus();
    field.select();
});
new FrameRouter(socket)
    .on("rooms", {
        welcome: () => { // something may have changed without a connection
            if (wasConnected) {
                reload();
            }
            wasConnected = true;
        },
        change: ({ id }) => hits.list.items.some(({ message }) => message.id === id) && reload(),
        gone: reload,
    })
    .on("resume", { welcome: () => activity.handleWelcome() });
search(early === "" ? terms : typed(), early === "" ? null : "replaceState");
if (place === null) {
    field.focus();
}
socket.open();
