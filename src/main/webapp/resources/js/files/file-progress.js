/**
 * How far a file is, in words and as a number. Has no side effects.
 * @module
 */
import { fileSize } from "../base/file-size.js";
import { t } from "../base/i18n.js";
import { isUploaded } from "./is-uploaded.js";

/** @typedef {import("../store/file-store.js").OutgoingFile} OutgoingFile */

/** @param {OutgoingFile} file @returns {number} per cent that the server has */
export const progressOf = ({ size, sent = 0, done = false }) => (done ? 100 : Math.floor(100 * sent / size));

/** @param {OutgoingFile} file @returns {string} its size, how much of it the server has, or why it has failed */
export function stateOf(file) {
    const { size, sent, error } = file;
    if (error !== undefined) {
        return error;
    }
    return sent === undefined || isUploaded(file) ? fileSize(size) : t("upload.sent", { sent: fileSize(sent), size: fileSize(size) });
}
