/**
 * The requests of a resumable upload, by tus 1.0: https://tus.io/protocols/resumable-upload. A function rejects with a
 * {@link RestError} if the server answers with an error, and with the browser's error if there is no answer.
 * @module
 */
import { RestError } from "./rest.js";

const UPLOADS = "/api/uploads";
const ANSWER_WITHIN_MS = 30_000; // the server gives a body 15 s
const GONE = [404, 410];
const PASSING = [423, 429, 503]; // a part is being written, or there is too much to do
const DELETE_AGAIN_MS = 500;

/**
 * Announces a file to the server, which checks its name, its size and the account's space before any byte is sent.
 *
 * @param {import("../store/file-store.js").OutgoingFile} file
 * @returns {Promise<string>} the id of the upload
 */
export async function createUpload({ name, size, sha256, voiceMs, waveform }) {
    const metadata = { filename: name, sha256, voice: voiceMs, waveform };
    const answer = await request("POST", UPLOADS, null, {
        "Upload-Length": size,
        "Upload-Metadata": Object.entries(metadata).filter(([, value]) => value !== undefined)
            .map(([key, value]) => `${key} ${base64(new TextEncoder().encode(value))}`).join(","),
    });
    return new URL(answer.headers.get("Location"), location.href).pathname.split("/").at(-1);
}

/** @returns {Promise<number|null>} how many bytes of an upload the server has; null if it knows no such upload */
export async function offsetOf(id, signal) {
    const answer = await request("HEAD", pathOf(id), signal, {}, null, GONE);
    return answer.ok ? Number(answer.headers.get("Upload-Offset")) : null;
}

/**
 * Sends the next part of a file.
 *
 * @param {string} id
 * @param {number} offset where the part begins
 * @param {Blob} part at most as long as the server takes with one request
 * @param {AbortSignal} signal
 * @returns {Promise<number>} where the next part begins
 */
export async function appendTo(id, offset, part, signal) {
    const digest = await sha256Of(await part.arrayBuffer());
    const answer = await request("PATCH", pathOf(id), signal, {
        "Upload-Offset": offset,
        "Content-Type": "application/offset+octet-stream",
        ...(digest === null ? {} : { "Upload-Checksum": `sha256 ${base64(digest)}` }),
    }, part);
    return Number(answer.headers.get("Upload-Offset"));
}

/** @returns {Promise<{usedBytes: number, accountBytes: number}>} the space that the account has for files, and what of it is taken */
export const fetchSpace = async () => (await request("GET", UPLOADS, null, {})).json();

/** Stores the alternative text of a finished upload. */
export const describeUpload = (id, alt, signal) => request("PUT", pathOf(id), signal, { "Content-Type": "application/json" },
    JSON.stringify({ alt }));

/**
 * Gives up an upload, so that the account gets its space back. Tries a few times if the server is at work on it. Without an answer the server
 * removes it after a day.
 */
export const deleteUpload = (id, tries = 5) => request("DELETE", pathOf(id), null, {}, null, GONE).catch(({ status }) => {
    if (tries > 1 && PASSING.includes(status)) {
        setTimeout(() => deleteUpload(id, tries - 1), DELETE_AGAIN_MS);
    }
});

/** @returns {Promise<Uint8Array|null>} the hash of some bytes; null where the page is not a secure context */
export const sha256Of = async bytes => (crypto.subtle === undefined ? null : new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

const pathOf = id => `${UPLOADS}/${encodeURIComponent(id)}`;

const base64 = bytes => btoa(String.fromCharCode(...bytes));

async function request(method, path, signal, headers, body = null, accepted = []) {
    const limit = new AbortController(); // ends a request whose answer does not come, although the connection stands
    const end = () => limit.abort();
    const timer = setTimeout(end, ANSWER_WITHIN_MS);
    signal?.addEventListener("abort", end);
    try {
        signal?.throwIfAborted();
        const answer = await fetch(path, {
            method, headers: { "Tus-Resumable": "1.0.0", Accept: "application/json", ...headers }, body, signal: limit.signal,
        });
        if (!answer.ok && !accepted.includes(answer.status)) {
            const error = new RestError(`${method} ${path}`, answer.status, await answer.json().catch(() => ({})));
            throw Object.assign(error, { method, retryAfterMs: 1_000 * Number(answer.headers.get("Retry-After")) });
        }
        return answer;
    } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
    }
}
