/**
 * A voice note: a button that plays it, its waveform, in which one can seek, and its length. The build joins this module and its imports
 * into a file of its own, which a page loads with its first voice note. So it may import no module whose state the page shares.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 24; // units of the waveform's height
const EVERY = 4; // units from one bar to the next

/** @param {number} ms @returns {string} such as `0:07` or `12:30` */
export const shownLength = ms => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1_000) % 60).padStart(2, "0")}`;

function waveformOf(digits) {
    const bars = [...digits].map((digit, at) => {
        const height = 2 + (HIGH - 2) * Number(digit) / 9;
        return `M${at * EVERY + EVERY / 2} ${(HIGH - height) / 2}v${height}`;
    }).join("");
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `0 0 ${digits.length * EVERY} ${HIGH}`);
    picture.setAttribute("preserveAspectRatio", "none");
    picture.setAttribute("aria-hidden", "true");
    ["voice__wave", "voice__wave voice__wave--played"].forEach(name => {
        const copy = picture.cloneNode();
        copy.setAttribute("class", name);
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("d", bars);
        copy.append(path);
        picture.append(copy);
    });
    return [...picture.children];
}

/**
 * @param {{voiceMs: number, waveform?: string}} note
 * @param {string} src address of the sound, which is loaded when it is first played
 * @returns {HTMLElement}
 */
export function voiceNote({ voiceMs, waveform }, src) {
    const length = shownLength(voiceMs);
    const button = make("button", { class: "voice__play", type: "button" });
    const seek = make("input", {
        class: "voice__seek", type: "range", min: 0, max: voiceMs, step: Math.ceil(voiceMs / 50), value: 0, "aria-label": t("voice.position"),
    });
    const track = make("div", { class: "voice__track", dir: "ltr" }, ...waveformOf(/^\d+$/u.test(waveform) ? waveform : "0"), seek);
    const time = make("span", { class: "voice__time", "aria-hidden": "true" });
    const audio = make("audio", { preload: "none", src });
    const element = make("div", { class: "voice", role: "group", "aria-label": t("voice.label", { length }) }, button, track, time, audio);

    const showPosition = () => {
        const at = Math.min(voiceMs, audio.currentTime * 1_000);
        track.style.setProperty("--played", `${100 * at / voiceMs}%`);
        seek.value = at;
        seek.setAttribute("aria-valuetext", t("voice.at", { at: shownLength(at), length }));
        time.textContent = shownLength(at > 0 ? at : voiceMs);
    };
    const showState = () => {
        const words = t(audio.paused ? "voice.play" : "voice.pause", { length });
        button.classList.toggle("voice__play--pause", !audio.paused);
        button.setAttribute("aria-label", words);
        button.title = words;
    };
    // rejects if the sound cannot be loaded, which its event "error" tells too, and if it is paused before it has begun
    button.addEventListener("click", () => (audio.paused ? audio.play().catch(() => {}) : audio.pause()));
    seek.addEventListener("input", () => {
        audio.currentTime = seek.value / 1_000;
        showPosition(); // a sound that has not been played yet tells of no change
    });
    ["play", "pause", "ended"].forEach(type => audio.addEventListener(type, showState));
    audio.addEventListener("timeupdate", showPosition);
    audio.addEventListener("ended", () => { audio.currentTime = 0; });
    showPosition();
    showState();
    return element;
}
