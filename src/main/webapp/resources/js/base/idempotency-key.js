/**
 * Makes idempotency keys. Has no side effects.
 * @module
 */

/**
 * Makes the idempotency key (`cid`) of a request. A request keeps its key until its ack, so that a repeat is harmless.
 *
 * @param {Crypto} source of randomness; plain http has no `randomUUID`
 * @returns {string} a random UUID, version 4
 */
export function newCid(source = globalThis.crypto) {
    if (typeof source.randomUUID === "function") {
        return source.randomUUID();
    }
    const bytes = source.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
    bytes[8] = (bytes[8] & 0x3f) | 0x80; // the variant of RFC 9562
    const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}
