/**
 * QR codes.
 * @module
 */
import { make } from "../base/dom.js";
import QrCreator from "../vendor/qr-creator/qr-creator.js";

const SIZE = 184; // px, without the quiet zone
const QUIET = 24; // px: more than four modules of any link, as the standard asks

/**
 * Draws a text as a QR code: dark on light in any theme, since many cameras do not read the reverse.
 *
 * @param {string} text
 * @param {string} label for screen readers
 * @returns {HTMLCanvasElement}
 */
export function qrCode(text, label) {
    const code = make("canvas");
    QrCreator.render({ text, radius: 0, ecLevel: "M", fill: "#000", background: "#fff", size: SIZE }, code);
    const side = SIZE + 2 * QUIET;
    const framed = make("canvas", { width: side, height: side, role: "img", "aria-label": label });
    const context = framed.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, side, side);
    context.drawImage(code, QUIET, QUIET, SIZE, SIZE);
    return framed;
}
