/**
 * What uploads files, and shows those that are not sent yet. The build joins this module and its imports into a file of its own, which a
 * page loads when it first needs it. So it may import no module whose state the page shares: those parts are handed to it.
 * @module
 */
import { loadOnDemand } from "../base/on-demand.js";

export { Attachments } from "./attachments.js";
export { showPendingFiles } from "./pending-files.js";
export { UploadEngine } from "./upload-engine.js";

/** Loads the texts and styles of files that are not sent yet. */
export const loadTexts = () => loadOnDemand("upload");
