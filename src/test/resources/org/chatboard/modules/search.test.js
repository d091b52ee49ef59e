import { snippet } from "/modules/messages/snippet.js";
import { SearchFilters } from "/modules/pages/search-filters.js";
import { SearchHits } from "/modules/pages/search-hits.js";
import { addressOf, isReversed, MOST_WORDS, requestOf, termsOf } from "/modules/pages/search-terms.js";
import { equal, settled } from "./expect.js";

/** @returns {string} the snippet with its matches in brackets; `words` are marked wherever they stand in the text */
function shown(text, ...words) {
    const marks = words.flatMap(word => [...text.matchAll(RegExp(RegExp.escape?.(word) ?? word.replaceAll(/[+*.]/gu, "\\$&"), "gu"))]
        .map(({ index }) => [index, word.length]));
    return shownWith(text, marks);
}

const shownWith = (text, marks) => snippet(text, marks).map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part)).join("");
const nothing = { words: "", room: null, sender: null, from: null, until: null, files: false };

/** Answers the requests of a test in the order that it chooses. */
function server() {
    const asked = [];
    globalThis.fetch = path => new Promise(resolve => asked.push({
        path, answer: (status, body) => resolve({ status, ok: status === 200, json: async () => body }),
    }));
    return asked;
}

const hit = id => ({ room: { room: 7, title: "Lunch", kind: "PRIVATE" }, message: { id }, marks: [] });

export default {
    "mark each match of a message": () => {
        equal(shown("Soup or soup?\nsoup!", "soup"), "Soup or [soup]? [soup]!");
        equal(shown("a b a", "a", "b"), "[a] [b] [a]");
        equal(shownWith("no match", []), "no match");
    },
    "mark a match in what Markdown shows, and what it hides": () => {
        equal(shown("**bread** and `soup`", "soup", "bread"), "[bread] and [soup]");
        equal(shown("see [here](https://example.org/soup)", "soup"), "see [here](https://example.org/[soup])");
    },
    "mark a letter that stands alone, and none within words": () => {
        equal(shownWith("C++ in **Cologne** or C", [[0, 1], [22, 1]]), "[C]++ in Cologne or [C]");
    },
    "mark whole graphemes": () => {
        equal(shownWith("cafe\u0301s", [[0, 4]]), "[cafe\u0301]s");
        equal(shownWith("\u{1f469}\u200d\u{1f467}!", [[3, 2]]), "[\u{1f469}\u200d\u{1f467}]!");
    },
    "cut a long message between graphemes around its first match": () => {
        const family = "\u{1f469}\u200d\u{1f467}";
        const text = `${"word ".repeat(300)}soup ${family.repeat(300)}`;
        const found = shown(text, "soup");
        equal([found.startsWith("…word "), found.includes("word [soup] "), found.endsWith(`${family}…`)], [true, true, true]);
        equal([...new Intl.Segmenter().segment(found)].length < 260, true);
        equal(shown(family.repeat(300), "none").endsWith(`${family}…`), true);
        const early = shown(`soup ${"word ".repeat(300)}`, "soup");
        equal([early.startsWith("[soup] word"), early.endsWith("…")], [true, true]);
        const endless = shown(`${"\u6c34".repeat(300)}\u5c71`, "\u5c71");
        equal([endless.startsWith("…\u6c34"), endless.endsWith("\u6c34[\u5c71]")], [true, true]);
    },
    "keep the terms in the address": () => {
        const terms = { words: "C++ & \u00e9 #1", room: 7, sender: 2, from: "2026-01-02", until: "2026-01-03", files: true };
        equal(termsOf(addressOf(terms).replace("/search", "")), terms);
        equal([addressOf(nothing), addressOf({ ...nothing, words: " \u200b " })], ["/search", "/search"]);
    },
    "leave out what is no term": () => {
        equal(termsOf("?room=x&sender=-1&from=2026-13-40&until=tomorrow&has=wings&other=1"), nothing);
        const long = "\u{1f600}".repeat(MOST_WORDS + 1);
        equal([...termsOf(`?q=${encodeURIComponent(long)}`).words].length, MOST_WORDS);
    },
    "ask for whole days of the reader": () => {
        const asked = new URLSearchParams(requestOf({ ...nothing, from: "2026-03-29", until: "2026-03-29" }));
        equal(asked.get("from"), new Date(2026, 2, 29).toISOString());
        equal(asked.get("until"), new Date(2026, 2, 30).toISOString());
        equal([isReversed({ ...nothing, from: "2026-01-02", until: "2026-01-02" }), isReversed({ ...nothing, from: "2026-01-03", until: "2026-01-02" })],
            [false, true]);
    },
    "take a year of more than four digits for no day": () => {
        const filters = new SearchFilters({ id: 1, username: "anna", displayName: "Anna" }, { room: new Map(), sender: new Map() });
        const changes = [];
        filters.addEventListener("change", ({ detail: { change } }) => changes.push(change));
        const field = filters.element.querySelector("#filter-from");
        for (const day of ["12026-01-02", "2026-01-02", ""]) {
            field.value = day;
            field.dispatchEvent(new Event("change"));
        }
        equal(changes, [{ from: null }, { from: "2026-01-02" }, { from: null }]);
    },
    "look for nothing in a room without words": () => {
        equal([requestOf({ ...nothing, room: 7 }), requestOf({ ...nothing, room: 7, words: "  " })], ["", ""]);
        equal([requestOf({ ...nothing, room: 7, files: true }), requestOf({ ...nothing, words: " a " })], ["room=7&has=file", "q=a"]);
    },
    "show the newest answer, and not one that comes late": async () => {
        const asked = server();
        const hits = new SearchHits();
        hits.search("q=so");
        hits.search("q=soup");
        hits.search("q=soup");
        equal(asked.map(({ path }) => path), ["/api/search?q=so&limit=50", "/api/search?q=soup&limit=50"]);
        asked[1].answer(200, { hits: [hit(2)], complete: true });
        await settled();
        asked[0].answer(200, { hits: [hit(1)], complete: false, progress: 40 });
        await settled();
        equal([hits.list.items.map(({ message }) => message.id), hits.progress], [[2], null]);
        hits.search("");
        equal([hits.list.items, hits.list.loading], [[], false]);
        hits.reload();
        equal(asked.length, 2);
    },
    "double no hit of the next page, and say how far the index is": async () => {
        const asked = server();
        const hits = new SearchHits();
        hits.search("q=soup");
        asked[0].answer(200, { hits: [hit(9), hit(8)], next: "8", complete: false, progress: 42 });
        await settled();
        equal(hits.progress, 42);
        hits.list.loadMore();
        equal(asked[1].path, "/api/search?q=soup&cursor=8&limit=50");
        asked[1].answer(200, { hits: [hit(8), hit(7)], complete: true });
        await settled();
        equal([hits.list.items.map(({ message }) => message.id), hits.progress], [[9, 8, 7], null]);
    },
    "tell a search that the server rejects from one that fails": async () => {
        const asked = server();
        const hits = new SearchHits();
        hits.search("q=a");
        asked[0].answer(400, { errors: { q: "Too short." } });
        await settled();
        equal([hits.rejection, hits.list.failure], ["Too short.", null]);
        hits.search("q=a&room=8");
        asked.pop().answer(404, {});
        await settled();
        equal([typeof hits.rejection, hits.list.failure], ["string", null]);
        hits.search("q=ab");
        asked[1].answer(503, { detail: "Not now." });
        await settled();
        equal([hits.list.failure.detail, hits.list.items], ["Not now.", []]);
        hits.search("q=ab");
        asked[2].answer(200, { hits: [], complete: true });
        await settled();
        equal([hits.rejection, hits.list.failure], [null, null]);
    },
};
