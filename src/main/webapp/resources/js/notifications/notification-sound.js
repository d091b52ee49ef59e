/**
 * The sound of a new message: two soft synthesized tones, so that no file is loaded.
 * @module
 */

const TONES = [{ hz: 659.3, at: 0 }, { hz: 880, at: 0.11 }]; // E5, A5; seconds
const LENGTH = 0.32;
const LOUDNESS = 0.12; // gain; 1 is full volume
const START_WITHIN_MS = 2_000;

let context = null;

/** @returns {boolean} whether the browser allows sound; most do not before a click or key in the page */
const mayPlay = () => navigator.userActivation?.hasBeenActive ?? true;

/** Plays the sound. @returns {Promise<"played"|"blocked"|"unsupported">} the outcome; never rejects */
export async function chime() {
    if (globalThis.AudioContext === undefined) {
        return "unsupported";
    }
    if (!mayPlay()) {
        return "blocked"; // an attempt would only print a warning in the console
    }
    try {
        context ??= new AudioContext();
        await Promise.race([context.resume(), new Promise(resolve => setTimeout(resolve, START_WITHIN_MS))]);
        if (context.state !== "running") {
            return "blocked";
        }
        TONES.forEach(sound);
        return "played";
    } catch {
        return "unsupported"; // there is no sound device
    }
}

function sound({ hz, at }) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { type: "sine", frequency: hz });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015); // a sudden start would click
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + LENGTH);
}
