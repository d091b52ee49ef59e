/**
 * What uploads files, and shows those that are not sent yet. The build joins this module and its imports into a file of its own, which a
 * page loads when it first needs it. So it may import no module whose state the page shares: those parts are handed to it.
 * @module
 */
import { loadOnDemand } from "../base/on-demand.js";
import { showPendingFiles } from "./pending-files.js";

export { Attachments } from "./attachments.js";
export { UploadEngine } from "./upload-engine.js";

/** Loads the texts and styles of files that are not sent yet. */
export const loadTexts = () => loadOnDemand("upload");

/**
 * Shows the files of a pending message, once their texts and styles are there: a tab that uploads nothing shows the messages of another tab too.
 *
 * @param {HTMLLIElement} item which may show another message by then
 * @param {import("../conversation/pending-messages.js").Pending} pending
 */
export async function showFilesOf(item, pending) {
    await loadTexts();
    if (item.dataset.cid === pending.cid && pending.files !== undefined) {
        showPendingFiles(item, pending.files);
    }
}
