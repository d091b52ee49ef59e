/**
 * Pictures that move. Renditions show their first frame, so the moving one is the file as it was sent.
 * @module
 */
import { addressOfFile } from "./file-address.js";

const HEAD = 2_048; // bytes, in which a GIF says that it repeats, and a WebP that it has frames

const signs = {
    "image/gif": head => head.includes("NETSCAPE2.0"),
    "image/webp": head => head.startsWith("VP8X", 12) && (head.charCodeAt(20) & 2) !== 0,
};

async function bytesOf(file, headers) {
    const answer = await fetch(addressOfFile(file), { headers });
    if (!answer.ok) {
        throw new Error(`The file answered ${answer.status}`);
    }
    return answer.arrayBuffer();
}

/**
 * @param {import("./file-address.js").StoredFile} file
 * @returns {Promise<boolean>} whether the file says at its beginning that it moves; false if that cannot be read now
 */
export async function isAnimated(file) {
    const sign = signs[file.type];
    const bytes = sign && await bytesOf(file, { Range: `bytes=0-${HEAD - 1}` }).catch(() => undefined);
    return bytes !== undefined && sign(String.fromCharCode(...new Uint8Array(bytes).subarray(0, HEAD)));
}

/**
 * @param {import("./file-address.js").StoredFile} file a picture
 * @returns {Promise<Blob>} the picture as it was sent; rejects if it cannot be loaded
 */
export const movingPicture = async file => new Blob([await bytesOf(file)], { type: file.type });
