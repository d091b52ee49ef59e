/**
 * The files of a message, below its text: pictures, then voice notes, sound and video, and a row for anything else. The place of each is
 * reserved before anything of it is loaded.
 * @module
 */
import { announce } from "../base/announcement.js";
import { icon, make } from "../base/dom.js";
import { fileSize } from "../base/file-size.js";
import { t } from "../base/i18n.js";
import { addressOfFile, isThere, thumbnailOf } from "./file-address.js";
import { nameParts } from "./file-name.js";
import { explainFailure } from "./file-problem.js";

const MOST_WIDE = 320; // CSS px of a picture that is alone
const MOST_HIGH = 360;
const LEAST = 72; // so that a finger finds the picture, and a sentence about it has room
const CELL = 160; // CSS px of one of several pictures, at most

/** @typedef {import("./file-address.js").StoredFile} StoredFile */

const shownFiles = new WeakMap(); // bubble → files that it shows
const fileOf = new WeakMap(); // link of a picture → its file

// one sound at a time: a second one pauses the first
document.addEventListener("play", ({ target }) => document.querySelectorAll("audio, video").forEach(each => (
    each === target || each.pause())), true);

/**
 * Shows the files of a message. Leaves the elements untouched if the files are the same.
 *
 * @param {HTMLElement} bubble of the message
 * @param {StoredFile[]} [files]
 */
export function showFiles(bubble, files = []) {
    const shown = JSON.stringify(files);
    if ((shownFiles.get(bubble) ?? "[]") === shown) {
        return;
    }
    shownFiles.set(bubble, shown);
    bubble.querySelector(".files")?.remove();
    if (files.length > 0) {
        bubble.querySelector(".message__text").after(filesOf(files));
    }
}

function filesOf(files) {
    const pictures = files.filter(({ width }) => width !== undefined);
    const others = files.filter(({ width }) => width === undefined);
    const columns = [1, 1, 2, 3, 2][pictures.length] ?? (pictures.length > 9 ? 4 : 3);
    return make("div", { class: "files" },
        pictures.length === 0 ? null : make("ul", { class: "pictures", "data-columns": columns, "aria-label": t("files.pictures", { count: pictures.length }) },
            ...pictures.map(file => make("li", {}, picture(file, columns === 1)))),
        others.length === 0 ? null : make("ul", { class: "files__others", "aria-label": t("files.count", { count: others.length }) },
            ...others.map(file => make("li", {}, other(file)))));
}

/** @returns {{width: number, height: number}} the place of a picture that is alone, in CSS px */
function placeOf({ width, height }) {
    const scale = Math.min(1, MOST_WIDE / width, MOST_HIGH / height);
    return { width: Math.max(LEAST, Math.round(width * scale)), height: Math.max(LEAST, Math.round(height * scale)) };
}

function picture(file, alone) {
    const { width, height } = alone ? placeOf(file) : { width: CELL, height: CELL };
    const image = make("img", {
        class: "picture__image", width, height, loading: "lazy", decoding: "async",
        alt: file.alt ?? t("files.picture", { name: file.name }),
        sizes: `${width}px`, srcset: `${thumbnailOf(file, 320)} 320w, ${thumbnailOf(file, 1_024)} 1024w`,
        src: thumbnailOf(file, 320),
    });
    image.style.aspectRatio = `${width} / ${height}`; // also of a very narrow picture, whose own would move the messages
    const link = make("a", { class: "picture", href: addressOfFile(file), "data-file": file.id, "aria-haspopup": "dialog" }, image);
    fileOf.set(link, file);
    image.addEventListener("error", () => explainFailure(link, file, () => picture(file, alone)));
    link.addEventListener("click", event => isPlain(event) && view(event, link));
    return link;
}

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) => button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** Opens the viewer, which is loaded at its first use, with all pictures of the conversation that are loaded. */
async function view(event, link) {
    event.preventDefault();
    try {
        const { showViewer } = await import("../files/viewer.js"); // with the folder, since the build joins this module into a page's script
        await showViewer(link.dataset.file, () => [...document.querySelectorAll("#messages .picture")]
            .map(each => ({ link: each, file: fileOf.get(each) })));
    } catch {
        announce(t("view.unavailable"));
    }
}

function other(file) {
    const { type, voiceMs } = file;
    if (voiceMs !== undefined) {
        return voice(file);
    }
    const kind = /^(audio|video)\//u.exec(type)?.[1];
    return kind === undefined ? row(file) : withProblem(() => player(kind, file), file);
}

/** @returns {HTMLElement} the place of a voice note, which its player takes when it is loaded */
function voice(file) {
    const place = make("div", { class: "voice" });
    import("../files/voice-note.js") // with the folder, since the build joins this module into a page's script
        .then(({ voiceNote }) => place.replaceWith(withProblem(() => voiceNote(file, addressOfFile(file)), file)))
        .catch(() => explainFailure(place, file, () => voice(file)));
    return place;
}

/** Makes an element with a player. A file that is there and that this browser cannot play becomes a row; a sentence explains other failures. */
function withProblem(makeElement, file) {
    const element = makeElement();
    element.querySelector("audio, video").addEventListener("error", async () => {
        if (await isThere(file)) {
            element.replaceWith(row(file));
        } else {
            explainFailure(element, file, () => withProblem(makeElement, file));
        }
    });
    return element;
}

const player = (kind, file) => make("div", { class: `player player--${kind}` },
    make(kind, { controls: true, preload: "metadata", playsinline: kind === "video", "aria-label": file.name, src: addressOfFile(file) }),
    row(file));

function row(file) {
    const { name } = file;
    const size = fileSize(file.size);
    const words = t("files.download", { name, size });
    const link = make("a", { class: "file", href: addressOfFile(file), download: name, "aria-label": words, title: words },
        icon("file"),
        make("span", { class: "file__words" }, make("bdi", { class: "file-name" }, ...nameParts(name)), " ", make("span", { class: "file__size" }, size)),
        icon("download"));
    link.addEventListener("click", event => isPlain(event) && event.isTrusted && download(event, link, file));
    return link;
}

/** Downloads a file, or says in its place why that fails: a browser would leave the page, or say "no file". */
async function download(event, link, file) {
    event.preventDefault();
    if (await isThere(file)) {
        link.click(); // not trusted, so the browser follows the link
    } else {
        explainFailure(link, file, () => row(file));
    }
}
