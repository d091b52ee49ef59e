/** The uploads of files, against a server of the protocol tus in memory. */
import { deleteUpload, offsetOf } from "/modules/connection/upload-requests.js";
import { Attachments } from "/modules/files/attachments.js";
import { UploadEngine } from "/modules/files/upload-engine.js";
import { Uploads } from "/modules/files/uploads.js";
import { FileStore } from "/modules/store/file-store.js";
import { LocalStore } from "/modules/store/local-store.js";
import { equal, until } from "./expect.js";

const KIB = 1_024;

/** A server that keeps uploads in memory. `faults` has a function for each of the next requests, which answers in its place. */
class Server {
    uploads = new Map(); // id → {size, metadata, bytes, alt}
    requests = [];
    faults = [];

    async fetch(path, { method, headers, body }) {
        const id = path.split("/")[3];
        const upload = this.uploads.get(id);
        this.requests.push(`${method} ${headers["Upload-Offset"] ?? id ?? ""}`.trim());
        const fault = this.faults.shift();
        if (fault !== undefined) {
            return fault(upload);
        }
        if (method === "POST") {
            const made = String(this.uploads.size + 1);
            this.uploads.set(made, { size: headers["Upload-Length"], metadata: headers["Upload-Metadata"], bytes: new Blob() });
            return new Response(null, { status: 201, headers: { Location: `/api/uploads/${made}` } });
        }
        if (upload === undefined) {
            return new Response(null, { status: 404 });
        }
        if (method === "PATCH" && headers["Upload-Offset"] !== upload.bytes.size) {
            return new Response(null, { status: 409 });
        }
        if (method === "PATCH") {
            upload.bytes = new Blob([upload.bytes, body]);
        } else if (method === "PUT") {
            upload.alt = JSON.parse(body).alt;
        } else if (method === "DELETE") {
            this.uploads.delete(id);
        }
        return new Response(null, { status: method === "HEAD" ? 200 : 204, headers: { "Upload-Offset": upload.bytes.size } });
    }
}

const problem = (status, detail) => () => new Response(JSON.stringify({ detail }), { status });
const cut = () => {
    throw new TypeError("Failed to fetch");
};

/** File records in memory, with the methods of FileStore. */
class Files {
    account = "1 anna";
    rows = new Map();
    all = async () => [...this.rows.values()];
    get = async key => this.rows.get(key);
    put = async record => this.rows.set(record.key, record);
    change = async (key, fields) => this.rows.has(key) && this.rows.set(key, { ...this.rows.get(key), ...fields });
    remove = async key => this.rows.delete(key);
}

let nextKey = 1;

/** Runs a test with an engine whose requests reach a server in memory. */
async function withEngine(run, files = new Files()) {
    const server = new Server();
    const { fetch } = globalThis;
    globalThis.fetch = (path, options) => server.fetch(path, options);
    const reports = [];
    const engine = new UploadEngine(files, (key, fields) => reports.push(fields));
    const latest = name => reports.findLast(fields => name in fields)?.[name];
    const start = (bytes, fields = {}) => {
        const blob = new Blob([bytes]);
        const file = { key: `key-${nextKey++}`, name: "plan.txt", size: blob.size, type: "text/plain", ...fields };
        engine.hold({ key: file.key, conversation: 7, file, blob, at: 1 });
        engine.start(file);
        return file;
    };
    try {
        await run({ server, engine, reports, latest, start, files });
    } finally {
        globalThis.fetch = fetch;
    }
}

/** A composer with attachments, whose engine uploads nothing. */
function attachments() {
    const form = document.createElement("form");
    const said = Object.assign(document.createElement("p"), { id: "said" });
    const anchor = document.createElement("button");
    form.append(anchor);
    document.body.append(form, said);
    const uploads = Object.assign(new EventTarget(), { started: [], start: started => uploads.started.push(...started) });
    const files = new Files();
    const engine = { forgotten: [], hold: record => files.put(record), forget: (file, everywhere) => engine.forgotten.push([file.name, everywhere]) };
    const here = { key: 7 };
    const made = new Attachments({ files, uploads, engine, presentKey: key => key, open: () => here.key, focus: () => {} }, anchor);
    const limits = { fileBytes: 4, messageFiles: 3 };
    const text = (name, content) => ({ file: new File([content], name, { type: "text/plain" }) });
    const close = () => [form, said].forEach(each => each.remove());
    return {
        made, uploads, engine, files, here, text, close, add: chosen => made.add(chosen, limits),
        names: () => [...form.querySelectorAll(".file-name")].map(({ textContent }) => textContent),
        space: () => form.querySelector(".attachments__space").textContent,
        problems: () => form.querySelector(".attachments__problems").textContent,
    };
}

export default {
    "send a file in parts of 256 KiB": () => withEngine(async ({ server, latest, start }) => {
        const bytes = crypto.getRandomValues(new Uint8Array(60 * KIB));
        start(new Blob(Array(10).fill(bytes)), { name: "Plän.txt", sha256: "ab" });
        await until(() => latest("done"));
        equal(server.requests, ["POST", "PATCH 0", "PATCH 262144", "PATCH 524288"]);
        const { metadata, bytes: received } = server.uploads.get("1");
        equal(metadata, `filename ${btoa("Pl\u00c3\u00a4n.txt")},sha256 ${btoa("ab")}`);
        equal([received.size, latest("sent"), latest("id")], [600 * KIB, 600 * KIB, "1"]);
    }),
    "go on after a cut where the server is": () => withEngine(async ({ server, engine, latest, start }) => {
        server.faults = [undefined, undefined, upload => {
            upload.bytes = new Blob([upload.bytes, new Uint8Array(1_000)]); // it arrived in part
            return cut();
        }];
        start(new Uint8Array(300 * KIB));
        await until(() => server.requests.length === 3);
        await until(() => {
            engine.wake();
            return latest("done");
        });
        equal(server.requests, ["POST", "PATCH 0", "PATCH 262144", "HEAD 1", "PATCH 263144"]);
        equal(server.uploads.get("1").bytes.size, 300 * KIB);
    }),
    "continue an upload of a former page with its bytes from the store": async () => {
        const files = new Files();
        files.rows.set("former", { key: "former", blob: new Blob([new Uint8Array(10)]) });
        await withEngine(async ({ server, engine, latest }) => {
            server.uploads.set("5", { size: 10, bytes: new Blob([new Uint8Array(6)]) });
            engine.start({ key: "former", name: "plan.txt", size: 10, type: "", id: "5" });
            await until(() => latest("done"));
            equal(server.requests, ["HEAD 5", "PATCH 6"]);
        }, files);
    },
    "begin anew if the server no longer knows the upload": () => withEngine(async ({ server, latest, start }) => {
        start(new Uint8Array(10), { id: "gone" });
        await until(() => latest("done"));
        equal([server.requests, latest("id")], [["HEAD gone", "POST", "PATCH 0"], "1"]);
    }),
    "finish if the last answer was lost": () => withEngine(async ({ server, engine, latest, start }) => {
        server.faults = [undefined, upload => {
            upload.bytes = new Blob([new Uint8Array(10)]);
            return cut();
        }];
        start(new Uint8Array(10));
        await until(() => {
            engine.wake();
            return latest("done");
        });
        equal(server.requests, ["POST", "PATCH 0", "HEAD 1"]);
    }),
    "say why the server rejects a file, and send no byte of it": () => withEngine(async ({ server, latest, start }) => {
        for (const [status, detail] of [[413, "Too large."], [409, "Your space is full."], [400, "The name is empty."], [507, "The disk is full."]]) {
            server.faults = [problem(status, detail)];
            start(new Uint8Array(10));
            await until(() => latest("error") === detail);
        }
        equal(server.requests, ["POST", "POST", "POST", "POST"]);
    }),
    "repeat what passes by itself": () => withEngine(async ({ server, engine, latest, start }) => {
        const forgotten = () => {
            server.uploads.delete("1");
            return new Response(null, { status: 404 });
        };
        server.faults = [problem(429), problem(503), problem(401), undefined, problem(423), undefined, forgotten];
        start(new Uint8Array(10));
        await until(() => {
            engine.wake();
            return latest("done");
        });
        equal([latest("error"), server.uploads.size], [undefined, 1]);
    }),
    "forget the upload that the server has removed for its content": () => withEngine(async ({ server, latest, start, engine }) => {
        server.faults = [undefined, problem(422, "This picture is broken.")];
        const file = start(new Uint8Array(10));
        await until(() => latest("error") === "This picture is broken.");
        equal(latest("id"), undefined);
        engine.start({ ...file, id: undefined });
        await until(() => latest("done"));
        equal(server.requests.slice(-2), ["POST", "PATCH 0"]);
    }),
    "say so if the browser has lost the bytes": () => withEngine(async ({ engine, latest }) => {
        engine.start({ key: "lost", name: "plan.txt", size: 10, type: "" });
        await until(() => /no longer has the file/u.test(latest("error")));
    }),
    "store the alternative text before an upload is done": () => withEngine(async ({ server, latest, start, engine }) => {
        const file = start(new Uint8Array(10), { alt: "a cat" });
        await until(() => latest("done"));
        equal([server.requests.at(-1), server.uploads.get("1").alt, latest("described")], ["PUT 1", "a cat", "a cat"]);
        engine.start({ ...file, alt: "a dog" });
        await until(() => latest("described") === "a dog");
        equal([server.uploads.get("1").alt, server.uploads.size], ["a dog", 1]);
    }),
    "keep nothing of an upload that was given up": () => withEngine(async ({ server, files, start, engine, latest }) => {
        server.faults = [undefined, cut];
        const file = start(new Uint8Array(10));
        await until(() => latest("id") === "1" && server.requests.length === 2);
        engine.forget(file, true);
        await until(() => server.uploads.size === 0);
        equal([files.rows.size, server.requests], [0, ["POST", "PATCH 0", "DELETE 1"]]);
    }),
    "remove an upload that the server begins while it is given up": () => withEngine(async ({ server, start, engine }) => {
        let begin;
        server.faults = [() => new Promise(resolve => {
            begin = () => resolve(new Response(null, { status: 201, headers: { Location: "/api/uploads/7" } }));
        })];
        const file = start(new Uint8Array(10));
        await until(() => begin !== undefined);
        engine.forget(file, true);
        begin();
        await until(() => server.requests.includes("DELETE 7"));
    }),
    "remove an upload as soon as the server is not at work on it": () => withEngine(async ({ server, start, engine, latest }) => {
        server.faults = [undefined, cut, problem(423)];
        const file = start(new Uint8Array(10));
        await until(() => latest("id") === "1" && server.requests.length === 2);
        engine.forget(file, true);
        await until(() => server.uploads.size === 0);
    }),
    "leave a file to the tab that uploads it, upload others meanwhile, and go on where that tab was": () => withEngine(async ({ server, start, files }) => {
        const held = [];
        const hold = upload => new Promise(resolve => {
            held.push(() => {
                upload.bytes = new Blob([new Uint8Array(10)]);
                resolve(new Response(null, { status: 204, headers: { "Upload-Offset": 10 } }));
            });
        });
        server.faults = [undefined, undefined, hold, hold];
        const both = [start(new Uint8Array(10)), start(new Uint8Array(10))];
        await until(() => held.length === 2);
        both.forEach((file, at) => files.rows.set(file.key, { ...files.rows.get(file.key), file: { ...file, id: String(at + 1) } }));
        const done = new Set();
        const other = new UploadEngine(files, (key, fields) => fields.done && done.add(key));
        both.forEach(file => other.start(file));
        const third = { key: `key-${nextKey++}`, name: "third.txt", size: 10, type: "" };
        other.hold({ key: third.key, conversation: 7, file: third, blob: new Blob([new Uint8Array(10)]), at: 1 });
        other.start(third);
        await until(() => done.has(third.key));
        equal(done.size, 1);
        held.forEach(answer => answer());
        await until(() => done.size === 3);
        equal(server.requests.filter(request => request === "POST").length, 3);
    }),
    "never reach another address by their ids": () => withEngine(async ({ server }) => {
        const paths = [];
        server.fetch = async path => {
            paths.push(path);
            return new Response(null, { status: 404 });
        };
        await offsetOf("../me", null);
        await deleteUpload("../me");
        equal(paths, ["/api/uploads/..%2Fme", "/api/uploads/..%2Fme"]);
    }),
    "store again what the page has read": () => withEngine(async ({ files, start, engine, latest }) => {
        const { key } = start(new Uint8Array(10));
        await until(() => latest("done"));
        files.rows.clear();
        engine.storeAgain();
        equal([...files.rows.keys()], [key]);
    }),
    "load the engine with the first file": async () => {
        const uploads = new Uploads(new Files());
        uploads.wake();
        uploads.forget([]);
        uploads.stop([{ key: "a" }]);
        uploads.start([{ key: "a", error: "Too large." }, { key: "b", done: true }]);
        equal(performance.getEntriesByType("resource").some(({ name }) => name.includes("upload-views")), false);
    },

    "attach files up to the limits": async () => {
        const { add, text, names, problems, uploads, close } = attachments();
        add([text("fits.txt", "1234"), text("large.txt", "12345"), text("empty.txt", "")]);
        equal(names(), ["fits.txt"]);
        equal(/“large.txt” has 5 bytes. A file may have at most 4 bytes.+“empty.txt” is empty/u.test(problems()), true);
        add([text("b", "2"), text("c", "3")]);
        equal([names().length, problems()], [3, ""]);
        add([text("d", "4"), text("e", "5")]);
        equal([names().length, problems()], [3, "A message may have at most 3 files. The others were left out."]);
        await until(() => uploads.started.length === 3);
        equal(uploads.started[0].sha256, "03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4");
        close();
    },
    "name a folder and a file that cannot be read or changes meanwhile": async () => {
        const { add, text, names, problems, uploads, engine, close } = attachments();
        const folder = { ...text("Pictures", "1"), isFolder: true };
        const unreadable = text("gone.txt", "1");
        unreadable.file.arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
        const changed = text("log.txt", "1");
        changed.file.arrayBuffer = async () => new ArrayBuffer(2);
        add([folder, unreadable, changed, text("good.txt", "1")]);
        equal(problems(), "“Pictures” is a folder. Attach the files in it instead.");
        await until(() => names().length === 1);
        equal(/“gone.txt” could not be read.+“log.txt” changed while it was being read/u.test(problems()), true);
        await until(() => uploads.started.length === 1);
        equal([uploads.started[0].name, engine.forgotten.map(([name]) => name)], ["good.txt", ["gone.txt", "log.txt"]]);
        close();
    },
    "read one file at a time": async () => {
        const { add, text, uploads, close } = attachments();
        let reading = 0;
        let most = 0;
        add(["a", "b", "c"].map(name => {
            const chosen = text(name, "1");
            chosen.file.arrayBuffer = async () => {
                most = Math.max(most, ++reading);
                await new Promise(resolve => setTimeout(resolve));
                reading--;
                return new ArrayBuffer(1);
            };
            return chosen;
        }));
        await until(() => uploads.started.length === 3);
        equal(most, 1);
        close();
    },
    "say how much space the account has left": async () => {
        const { add, text, space, uploads, close } = attachments();
        const { fetch } = globalThis;
        globalThis.fetch = async () => new Response(JSON.stringify({ usedBytes: 1.5 * 2 ** 30, accountBytes: 2 * 2 ** 30 }));
        try {
            add([text("a", "1")]);
            await until(() => space() === "Free for your files: 512 MB of 2 GB");
            await until(() => uploads.started.length === 1);
        } finally {
            globalThis.fetch = fetch;
            close();
        }
    },
    "keep the files of each conversation apart, and hand them over once": async () => {
        const { made, add, text, names, files, here, uploads, close } = attachments();
        add([text("seven.txt", "7")]);
        here.key = 8;
        made.show();
        add([text("eight.txt", "8")]);
        equal(names(), ["eight.txt"]);
        equal(await made.ready(), true);
        equal([made.take().map(({ name }) => name), names(), made.take()], [["eight.txt"], [], []]);
        here.key = 7;
        made.show();
        equal(names(), ["seven.txt"]);
        await until(() => uploads.started.length === 2);
        equal([...files.rows.values()].map(({ file: { name }, sent = false }) => [name, sent]), [["seven.txt", false], ["eight.txt", true]]);
        close();
    },
    "send nothing while a file has failed, and show what can be done": async () => {
        const { made, add, text, uploads, close } = attachments();
        add([text("a.txt", "1")]);
        await until(() => uploads.started.length === 1);
        const { key } = uploads.started[0];
        uploads.dispatchEvent(new CustomEvent("change", { detail: { key, fields: { error: "Too large." } } }));
        equal(await made.ready(), false);
        equal(document.activeElement.textContent, "Try again");
        document.activeElement.click();
        equal([uploads.started.length, await made.ready()], [2, true]);
        close();
    },
    "take up the files of a former page, but not those of messages": async () => {
        const { made, files, names, engine, uploads, close } = attachments();
        const row = (name, conversation, fields = {}) => files.rows.set(name, {
            key: name, conversation, file: { key: name, name, size: 1, type: "" }, blob: new Blob(["1"]), at: files.rows.size, ...fields,
        });
        row("draft", 7);
        row("in the outbox", 7);
        row("sent", 7, { sent: true });
        row("of a room that is gone", 9);
        await made.load(new Set(["in the outbox"]), key => key === 9);
        equal([names(), uploads.started.map(({ name }) => name)], [["draft"], ["draft"]]);
        equal(engine.forgotten, [["sent", false], ["of a room that is gone", true]]);
        close();
    },
    "drop the files that another tab has sent": async () => {
        const { made, add, text, names, uploads, close } = attachments();
        add([text("a.txt", "1"), text("b.txt", "2")]);
        await until(() => uploads.started.length === 2);
        made.dropSent(key => key === uploads.started.find(({ name }) => name === "a.txt").key);
        equal([names(), made.take().map(({ name }) => name)], [["b.txt"], ["b.txt"]]);
        close();
    },
    "store the files of an account, and remove them with it": async () => {
        const [anna, ben] = [1, 2].map(id => new LocalStore({ id, username: `user-${id}` }));
        const [ofAnna, ofBen] = [anna, ben].map(store => new FileStore(store));
        for (const store of [ofAnna, ofBen]) {
            await store.put({ key: "a", conversation: 7, file: { key: "a" }, blob: new Blob(["content"]), at: 1 });
        }
        await ofAnna.change("a", { sent: true });
        await ofAnna.change("none", { sent: true });
        const { sent, blob } = await ofAnna.get("a");
        equal([sent, await blob.text(), await ofAnna.count()], [true, "content", 1]);
        await anna.forget();
        equal([await ofBen.count(), (await ofBen.all()).length], [1, 1]);
        await ofBen.remove("a");
        equal(await ofBen.count(), 0);
    },
};
