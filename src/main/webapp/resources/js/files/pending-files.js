/**
 * The files of a pending message, in its bubble.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { nameParts } from "./file-name.js";
import { progressOf, stateOf } from "./file-progress.js";

/**
 * Shows the files of a pending message and how far each is. Leaves unchanged elements untouched.
 *
 * @param {HTMLLIElement} item of the message
 * @param {import("../store/file-store.js").OutgoingFile[]} files
 */
export function showPendingFiles(item, files) {
    let list = item.querySelector(".pending-files");
    if (list === null) {
        list = make("ul", { class: "pending-files" });
        item.querySelector(".message__text").before(list);
    }
    const rows = new Map([...list.children].map(row => [row.dataset.key, row]));
    list.replaceChildren(...files.map(file => update(rows.get(file.key) ?? makeRow(file), file)));
}

const makeRow = ({ key, name, voiceMs }) => make("li", { class: "pending-file", "data-key": key },
    icon("file"),
    make("span", { class: "file-name", dir: "auto", title: name }, ...nameParts(voiceMs === undefined ? name : t("upload.voice"))),
    make("span", { class: "pending-file__state" }),
    make("progress", { class: "attachment__progress", max: 100, "aria-label": t("upload.progress", { name }) }));

function update(row, file) {
    const progress = row.querySelector("progress");
    row.querySelector(".pending-file__state").textContent = stateOf(file);
    row.classList.toggle("pending-file--failed", file.error !== undefined);
    progress.hidden = Boolean(file.done) || file.error !== undefined;
    progress.value = progressOf(file);
    return row;
}
