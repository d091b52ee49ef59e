/**
 * Whether a message may name a file. Has no side effects.
 * @module
 */

/** @returns {boolean} whether the server has all of a file @param {import("../store/file-store.js").OutgoingFile} file */
export const isUploaded = ({ done = false, alt = "", described = "" }) => done && alt === described;
