/**
 * Requests of the REST interface. A function rejects with a {@link RestError} if the server answers with an error, and with the browser's
 * error if there is no answer.
 * @module
 */

const NO_CONTENT = 204;
const TOO_MANY_REQUESTS = 429; // the header Retry-After has the seconds to wait
const RETRIES = 2;
const LONGEST_WAIT_S = 30;

/** How many people or rooms a page of them has. */
export const PAGE_SIZE = 50;

/** Thrown when the server answers with an error status. */
export class RestError extends Error {
    name = "RestError";

    /**
     * @param {string} request method and path
     * @param {number} status of HTTP
     * @param {{detail?: string, errors?: Record<string, string>}} problem of RFC 9457, in the reader's language: what went
     *     wrong, and a sentence for each rejected field; empty if the answer has none, such as that of a proxy
     */
    constructor(request, status, { detail = null, errors = {} }) {
        super(`${request} answered ${status}`);
        this.status = status;
        this.detail = detail;
        this.errors = errors;
    }
}

/**
 * Reads a resource, and repeats the request if the server asks for a pause. Writes are not repeated, since the person waits
 * for their outcome.
 *
 * @param {string} path
 * @param {Record<string, unknown>} parameters of the query; without those that are null or empty
 */
export async function get(path, parameters) {
    const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== "");
    const ask = () => fetch(`${path}?${new URLSearchParams(given)}`, { headers: { Accept: "application/json" } });
    let answer = await ask();
    for (let retries = 0; answer.status === TOO_MANY_REQUESTS && retries < RETRIES; retries++) {
        const seconds = Number(answer.headers.get("Retry-After")) || 1;
        await new Promise(resolve => setTimeout(resolve, Math.min(seconds, LONGEST_WAIT_S) * 1_000));
        answer = await ask();
    }
    return bodyOf(answer, `GET ${path}`);
}

/** Changes a resource. @param {string} method @param {string} path @param {object} [body] sent as JSON */
export async function send(method, path, body) {
    const answer = await fetch(path, {
        method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return bodyOf(answer, `${method} ${path}`);
}

/** Stores a picture. @param {string} path @param {Blob} picture */
export async function sendPicture(path, picture) {
    const answer = await fetch(path, { method: "PUT", headers: { "Content-Type": picture.type }, body: picture });
    return bodyOf(answer, `PUT ${path}`);
}

async function bodyOf(answer, request) {
    if (!answer.ok) {
        throw new RestError(request, answer.status, await answer.json().catch(() => ({})));
    }
    return answer.status === NO_CONTENT ? null : answer.json();
}
