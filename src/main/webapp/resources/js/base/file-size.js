/**
 * The size of a file in words. Has no side effects.
 * @module
 */
import { locale } from "./i18n.js";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** @returns {string} such as `3.1 MB`; one MB has 1,024 × 1,024 bytes, as the server's limits count @param {number} bytes */
export function fileSize(bytes) {
    const power = bytes < 1_024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
    const value = bytes / 1_024 ** power;
    return new Intl.NumberFormat(locale, {
        style: "unit", unit: UNITS[power], unitDisplay: power === 0 ? "long" : "short", maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
    }).format(value);
}
