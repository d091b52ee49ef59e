import { fileSize } from "/modules/base/file-size.js";
import { quoteOf, withChange } from "/modules/conversation/message-state.js";
import { applyMessage, newEntry } from "/modules/conversation/roster-entry.js";
import { isAnimated, movingPicture } from "/modules/files/animation.js";
import { AttachmentRow } from "/modules/files/attachment-row.js";
import { addressOfFile, thumbnailOf } from "/modules/files/file-address.js";
import { nameParts } from "/modules/files/file-name.js";
import { explainFailure } from "/modules/files/file-problem.js";
import { showFiles } from "/modules/files/file-view.js";
import { showPendingFiles } from "/modules/files/pending-files.js";
import { PictureZoom } from "/modules/files/picture-zoom.js";
import { Recording, waveformOf } from "/modules/files/recording.js";
import { shownLength, voiceNote } from "/modules/files/voice-note.js";
import { lineOf, preview } from "/modules/messages/preview.js";
import { equal, settled } from "./expect.js";

const bubble = () => {
    const made = document.createElement("div");
    made.innerHTML = "<div class='message__text'></div>";
    return made;
};

const picture = (id, width, height, more = {}) => ({ id, name: `${id}.png`, size: 1_000, type: "image/png", width, height, ...more });
const text = { id: "t", name: "notes & plans.txt", size: 2_048, type: "text/plain" };

const shown = files => {
    const made = bubble();
    showFiles(made, files);
    return made;
};

/** Runs a test in which all requests get an answer of the test. */
async function withAnswer(answer, run) {
    const { fetch } = globalThis;
    globalThis.fetch = answer;
    try {
        await run();
    } finally {
        globalThis.fetch = fetch;
    }
}

const place = made => [...made.querySelectorAll("img")].map(({ width, height }) => [width, height]);

export default {
    "name sizes in the unit that people know": () => {
        equal([0, 1, 1_023, 1_024, 1_500, 1_048_576, 1_572_864, 52_428_800, 3 * 2 ** 30].map(fileSize),
            ["0 bytes", "1 byte", "1,023 bytes", "1 kB", "1.5 kB", "1 MB", "1.5 MB", "50 MB", "3 GB"]);
    },
    "have addresses that no name can lead elsewhere": () => {
        equal(addressOfFile({ id: "../x", name: "100%.pdf" }), "/files/..%2Fx");
        equal(thumbnailOf({ id: "abc" }, 320), "/files/abc/thumbnail/320");
    },
    "reserve the place of a picture by its size, also of a very narrow and a very small one": () => {
        equal(place(shown([picture("a", 640, 480)])), [[320, 240]]);
        equal(place(shown([picture("a", 300, 3_000)])), [[72, 360]]);
        equal(place(shown([picture("a", 60_000, 1)])), [[320, 72]]);
        equal(place(shown([picture("a", 100, 80)])), [[100, 80]]);
        equal(shown([picture("a", 60_000, 1)]).querySelector("img").style.aspectRatio, "320 / 72");
    },
    "stand in columns": () => {
        const columns = count => shown(Array.from({ length: count }, (_, at) => picture(`p${at}`, 10, 10)))
            .querySelector(".pictures").dataset.columns;
        equal([1, 2, 3, 4, 5, 9, 10, 20].map(columns), ["1", "2", "3", "2", "3", "3", "4", "4"]);
    },
    "show pictures by their thumbnails, with the alternative text of the sender": () => {
        const made = shown([picture("a", 640, 480, { alt: "A cat" }), picture("b", 640, 480)]);
        const [first, second] = made.querySelectorAll("img");
        equal([first.alt, second.alt], ["A cat", "Picture b.png"]);
        equal(first.getAttribute("srcset"), "/files/a/thumbnail/320 320w, /files/a/thumbnail/1024 1024w");
        equal(first.closest("a").getAttribute("href"), "/files/a");
    },
    "show pictures first, and anything else as a row": () => {
        const made = shown([text, picture("a", 10, 10)]);
        equal([...made.querySelectorAll("ul")].map(list => list.getAttribute("aria-label")), ["1 picture", "1 file"]);
        equal(made.querySelector(".file").getAttribute("aria-label"), "Download notes & plans.txt, 2 kB");
        equal(made.querySelector(".file-name").textContent, "notes & plans.txt");
    },
    "never become markup or a script's address by their names": async () => {
        const name = "<img src=x onerror=alert(1)>.<b>x";
        const made = shown([{ ...text, name }, picture("a", 1, 1, { alt: "\"><script>" })]);
        equal([made.querySelectorAll("img").length, made.querySelectorAll("script, b").length], [1, 0]);
        const item = bubble();
        showPendingFiles(item, [{ key: "k", name, size: 1, type: "" }]);
        const { element } = new AttachmentRow({ key: "k", name, size: 1, type: "text/plain", error: name }, {});
        const problem = document.createElement("div");
        problem.append(made.querySelector(".file"));
        document.body.append(problem);
        await withAnswer(async () => new Response(null, { status: 404 }), () => explainFailure(problem.firstChild, { ...text, name }, () => {}));
        problem.remove();
        [item, element, problem].forEach(each => {
            equal([each.querySelectorAll("img, b").length, each.textContent.includes(name)], [0, true]);
        });
    },
    "have the browser's player, and are a row if the browser cannot play them": async () => {
        const sound = { id: "s", name: "s.xyz", size: 1, type: "audio/x-unheard-of" };
        const made = shown([sound]);
        equal(made.querySelectorAll("audio[controls][preload=metadata]").length, 1);
        await withAnswer(async () => new Response(), async () => {
            made.querySelector("audio").dispatchEvent(new Event("error"));
            await settled();
        });
        equal([made.querySelectorAll("audio").length, made.querySelectorAll(".file").length], [0, 1]);
    },
    "keep the ending of their names in sight": () => {
        const parts = name => nameParts(name).map(({ textContent }) => textContent);
        equal(["notes.tar.gz", "README", ".profile", "1. a plan", "a.much-too-long-for-an-ending"].map(parts),
            [["notes.tar", ".gz"], ["README", ""], ["", ".profile"], ["1. a plan", ""], ["a.much-too-long-for-an-ending", ""]]);
        const row = shown([{ ...text, name: `${"long ".repeat(50)}.txt` }]).querySelector(".file-name");
        document.body.append(row);
        Object.assign(row.style, { display: "flex", width: "100px", whiteSpace: "pre" });
        row.firstChild.style.overflow = "hidden";
        equal(row.lastChild.getBoundingClientRect().right <= row.getBoundingClientRect().right, true);
        row.remove();
    },
    "are known as animations by their first bytes, and played as they were sent": async () => {
        const gif = "GIF89a\x01\0\x01\0\0\0\0";
        const webp = flags => `RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0${flags}\0\0\0`;
        const contents = { a: `${gif}!\xff\x0bNETSCAPE2.0\x03`, b: gif, c: webp("\x02"), d: webp("\x10"), e: "" };
        const asked = [];
        const answer = async (path, { headers }) => {
            asked.push(headers?.Range);
            const bytes = Uint8Array.from(contents[path.at(-1)], each => each.charCodeAt(0));
            return new Response(bytes, { status: bytes.length > 0 ? 206 : 404 });
        };
        await withAnswer(answer, async () => {
            const types = { a: "image/gif", b: "image/gif", c: "image/webp", d: "image/webp", e: "image/gif", f: "image/png" };
            const animated = await Promise.all(Object.entries(types).map(([id, type]) => isAnimated({ id, type })));
            equal(animated, [true, false, true, false, false, false]);
            equal(asked, Array(5).fill("bytes=0-2047"));
            const { type, size } = await movingPicture({ id: "a", type: "image/gif" });
            equal([type, size], ["image/gif", contents.a.length]);
            equal(await movingPicture({ id: "e", type: "image/gif" }).catch(() => "rejected"), "rejected");
        });
    },
    "stay in sight when they are zoomed and moved": () => {
        const stage = document.createElement("div");
        Object.assign(stage.style, { width: "400px", height: "400px" });
        document.body.append(stage);
        const zoom = new PictureZoom(stage, {});
        const narrow = { naturalWidth: 40, naturalHeight: 400, style: {} };
        zoom.picture = narrow;
        zoom.toggle();
        ["ArrowLeft", "ArrowLeft", "ArrowUp"].forEach(key => zoom.key(key));
        equal(narrow.style.transform, "translate(0px, 80px) scale(2.5)");
        stage.remove();
    },
    "stay untouched while they are the same, and go with the message": () => {
        const made = shown([text]);
        const row = made.querySelector(".file");
        showFiles(made, [{ ...text }]);
        equal(made.querySelector(".file") === row, true);
        showFiles(made, undefined);
        equal(made.querySelector(".files"), null);
    },
    "are counted where a message without text is one line": () => {
        equal([lineOf("hi", 3), lineOf("", 3), lineOf("", 1), lineOf("")], ["hi", "3 files", "1 file", ""]);
        equal(preview({ text: "", deleted: true, files: 2, sender: { id: 1 } }, null), "This message was deleted.");
    },
    "are counted in quotes and in the list, and none are left of a deleted message": () => {
        const message = { id: 1, seq: 1, sender: { id: 2 }, message: "", files: [text, text], sentAt: "2026-01-02T03:04:05.000Z" };
        equal(quoteOf(message).files, 2);
        equal(quoteOf({ ...message, files: undefined }).files, undefined);
        equal(withChange(message, { type: "delete", id: 1 }, 2).files, undefined);
        const entry = newEntry(2);
        applyMessage(entry, message, 7);
        equal(entry.last.files, 2);
    },
    "have a waveform of at most 64 digits, whose loudest part is 9": () => {
        equal(waveformOf([0.25, 0.0625, 0]), "950");
        equal(waveformOf(Array.from({ length: 1_000 }, (_, at) => at / 1_000)).length, 64);
        equal(waveformOf([0.001, 0.009]), "00");
        equal(waveformOf([]), "0");
    },
    "show the length and the position of a voice note": () => {
        equal([0, 999, 61_000, 754_321].map(shownLength), ["0:00", "0:00", "1:01", "12:34"]);
        const made = voiceNote({ voiceMs: 61_000, waveform: "059" }, "/none");
        equal(made.getAttribute("aria-label"), "Voice note, 1:01");
        equal(made.querySelector("input").getAttribute("aria-valuetext"), "0:00 of 1:01");
        equal(voiceNote({ voiceMs: 1, waveform: "<b>" }, "/none").querySelectorAll("b").length, 0);
    },
    "show where a voice note will begin that was not played yet": () => {
        const made = voiceNote({ voiceMs: 60_000, waveform: "059" }, "/none");
        const seek = made.querySelector("input");
        seek.value = 30_000;
        seek.dispatchEvent(new Event("input"));
        equal([seek.getAttribute("aria-valuetext"), made.querySelector(".voice__time").textContent], ["0:30 of 1:00", "0:30"]);
    },
    "leave no microphone on that cannot be recorded": async () => {
        const track = { stop: () => { track.stopped = true; } };
        navigator.mediaDevices.getUserMedia = async () => ({ getTracks: () => [track] });
        try {
            equal(await Recording.start(1_000).catch(({ name }) => name), "TypeError");
            equal(track.stopped, true);
        } finally {
            delete navigator.mediaDevices.getUserMedia;
        }
    },
};
