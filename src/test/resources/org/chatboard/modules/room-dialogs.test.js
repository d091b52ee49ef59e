import { characterCount } from "/modules/composer/character-count.js";
import { RestError } from "/modules/connection/rest.js";
import { PagedList } from "/modules/rooms/paged-list.js";
import { explainProblem, isOutdated } from "/modules/rooms/room-problem.js";
import { MAX_NAME, faultIn, rightsIn } from "/modules/rooms/room-rules.js";
import { equal } from "./expect.js";

const member = (id, role = "MEMBER") => ({ account: { id }, role });

/** A list of members whose pages the test answers, in any order, and the requests so far. */
function members() {
    const requests = [];
    const list = new PagedList(
        (query, after, limit) => new Promise((answer, fail) => {
            requests.push({ query, after, limit, answer: (found, next) => answer({ members: found, next }), fail });
        }), "members", ({ account }) => account.id);
    return { list, requests, ids: () => list.items.map(({ account }) => account.id) };
}

const unavailable = new RestError("GET /api/people", 503, { detail: "Please try again soon." });

export default {
    "accept a name of 64 code points and none of 65": () => {
        equal(faultIn("😀".repeat(MAX_NAME), MAX_NAME, true), null);
        equal(faultIn(` ${"a".repeat(MAX_NAME)} `, MAX_NAME, true), null);
        equal(faultIn("a".repeat(MAX_NAME + 1), MAX_NAME, true), "tooLong");
    },
    "reject a name without a visible character, but no empty topic": () => {
        for (const name of ["", "  ", "\u200b", "\u2800"]) {
            equal(faultIn(name, MAX_NAME, true), "missing");
        }
        equal(faultIn("", 250, false), null);
    },
    "say what is left only near the limit": () => {
        equal(characterCount("a".repeat(57), MAX_NAME), { over: false, sentence: "" });
        equal(characterCount("😀".repeat(60), MAX_NAME), { over: false, sentence: "4 of 64 characters left" });
        equal(characterCount("a".repeat(65), MAX_NAME), { over: true, sentence: "1 character too many" });
    },
    "let members add people, and owners do the rest": () => {
        const none = { edit: false, manage: false, invite: false, add: false, archive: false, restore: false };
        equal(rightsIn({ role: "MEMBER", archived: false }), { ...none, add: true });
        equal(rightsIn({ role: "OWNER", archived: false }), { edit: true, manage: true, invite: true, add: true, archive: true, restore: false });
    },
    "leave nothing to do in an archived room but to restore it": () => {
        const none = { edit: false, manage: false, invite: false, add: false, archive: false, restore: false };
        equal(rightsIn({ role: "MEMBER", archived: true }), none);
        equal(rightsIn({ role: "OWNER", archived: true }), { ...none, restore: true });
        equal(rightsIn({ role: "MEMBER", archived: true }, true), none);
    },
    "let administrators who are members invite": () => {
        const { invite, ...others } = rightsIn({ role: "MEMBER", archived: false }, true);
        equal(invite, true);
        equal(others, { edit: false, manage: false, add: true, archive: false, restore: false });
    },
    "show each member once, at the place that the newest page says": async () => {
        const { list, requests, ids } = members();
        const first = list.search("");
        requests[0].answer([member(1), member(2)], "2");
        await first;
        const second = list.loadMore();
        requests[1].answer([member(3), member(1)]); // 1 has got a name that is further down
        await second;
        equal([ids(), list.hasMore, requests[1].after], [[2, 3, 1], false, "2"]);
    },
    "drop an answer that comes after a newer query": async () => {
        const { list, requests, ids } = members();
        const former = list.search("a");
        const present = list.search("an");
        requests[1].answer([member(2)]);
        await present;
        requests[0].answer([member(1)], "1");
        await former;
        equal([ids(), list.hasMore, list.loading], [[2], false, false]);
    },
    "load no page twice at a time": async () => {
        const { list, requests } = members();
        const first = list.search("");
        requests[0].answer([member(1)], "1");
        await first;
        list.loadMore();
        list.loadMore();
        equal(requests.length, 2);
    },
    "reload as many members as are shown, and keep them if that fails": async () => {
        const { list, requests, ids } = members();
        const many = Array.from({ length: 120 }, (_, id) => member(id));
        const first = list.search("");
        requests[0].answer(many, "119");
        await first;
        const reloaded = list.reload();
        requests[1].fail(unavailable);
        await reloaded;
        equal([requests[1].limit, requests[1].after, ids().length, list.failure === unavailable], [120, null, 120, true]);
        const retried = list.retry();
        requests[2].answer([member(1, "OWNER")]);
        await retried;
        equal([list.items, list.failure, requests[2].limit], [[member(1, "OWNER")], null, 120]);
    },
    "show no members of a former query after a failure": async () => {
        const { list, requests, ids } = members();
        const first = list.search("a");
        requests[0].answer([member(1)]);
        await first;
        const second = list.search("b");
        equal(ids(), [1]);
        requests[1].fail(unavailable);
        await second;
        equal(ids(), []);
    },
    "show nothing of a former room": async () => {
        const { list, requests, ids } = members();
        const first = list.search("");
        list.clear();
        requests[0].answer([member(1)], "1");
        await first;
        equal([ids(), list.hasMore], [[], false]);
    },
    "explain a problem by its field, else by what the server says": () => {
        const error = (status, problem) => new RestError("PATCH /api/rooms/7", status, problem);
        equal(explainProblem(error(400, { detail: "No.", errors: { name: "Too long." } })), "Too long.");
        equal(explainProblem(error(409, { detail: "You are the last owner." })), "You are the last owner.");
        equal(explainProblem(error(404, { detail: "Nothing was found." })), "This room, or this person in it, is not there any more.");
        equal(explainProblem(error(502, {})), "That did not work. Try again in a moment.");
        equal(explainProblem(new TypeError("Failed to fetch")), "The server did not answer. Check your connection, then try again.");
    },
    "take what the page shows as outdated after 403, 404 and 409 only": () => {
        equal([400, 403, 404, 409, 503].map(status => isOutdated(new RestError("", status, {}))), [false, true, true, true, false]);
        equal(isOutdated(new TypeError("Failed to fetch")), false);
    },
};
