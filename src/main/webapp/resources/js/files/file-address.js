/**
 * The addresses of a file. They open it for members of its room alone.
 * @module
 */

/**
 * A file of a message.
 *
 * @typedef {object} StoredFile
 * @property {string} id
 * @property {string} name
 * @property {number} size in bytes
 * @property {string} type media type by content
 * @property {number} [width] in pixels; a picture has one
 * @property {number} [height] in pixels
 * @property {string} [alt] alternative text by the sender
 * @property {number} [voiceMs] length in ms; a voice note has one
 * @property {string} [waveform] loudness of a voice note, a digit for each part
 */

/**
 * The name is not part of it: the server rejects paths with some encoded characters, and says the name in its answer.
 *
 * @param {StoredFile} file
 * @returns {string} the address of the file as it was sent, which a browser downloads
 */
export const addressOfFile = ({ id }) => `/files/${encodeURIComponent(id)}`;

/** @param {StoredFile} file a picture @param {320|1024|2048} width @returns {string} the address of a smaller picture made from it */
export const thumbnailOf = ({ id }, width) => `/files/${encodeURIComponent(id)}/thumbnail/${width}`;

/**
 * @param {StoredFile} file
 * @returns {Promise<boolean|null>} whether the file is there for the reader; null if the server does not say so now
 */
export async function isThere(file) {
    try {
        const { ok, status } = await fetch(addressOfFile(file), { method: "HEAD" });
        return ok || status === 404 ? ok : null;
    } catch {
        return null; // no connection
    }
}
