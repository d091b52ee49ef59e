/**
 * Records the microphone.
 * @module
 */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"]; // in this order: each browser has one of them
const BITS_PER_SECOND = 32_000; // speech
const LEVEL_EVERY_MS = 50;
const PARTS = 64; // of a waveform; the server keeps no more
const SILENCE = 0.01; // a recording that is never louder has a flat waveform

/**
 * @param {number[]} levels from 0 to 1, in the order of time
 * @returns {string} the waveform: at most 64 digits, 9 for the loudest part
 */
export function waveformOf(levels) {
    const count = Math.min(PARTS, Math.max(1, levels.length));
    const parts = Array.from({ length: count }, (_, part) => Math.max(0,
        ...levels.slice(Math.floor(part * levels.length / count), Math.ceil((part + 1) * levels.length / count))));
    const loudest = Math.max(SILENCE, ...parts);
    return parts.map(level => Math.round(9 * Math.sqrt(level / loudest))).map(digit => (loudest === SILENCE ? 0 : digit)).join("");
}

/** Turns the microphone off, which the browser shows. */
const turnOff = stream => stream.getTracks().forEach(track => track.stop());

/**
 * A recording that is under way. Dispatches `level` with `{ms, levels}`, and `end` when it has ended: by {@link stop}, after the longest
 * time, or because the microphone is gone.
 */
export class Recording extends EventTarget {
    #stream;
    #recorder;
    #context = new AudioContext();
    #parts = [];
    #levels = [];
    #startedAt;
    #timer;

    /**
     * @param {number} mostMs longest time
     * @returns {Promise<Recording>} rejects with the browser's error if there is no microphone, or the person denies it
     */
    static async start(mostMs) {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        try {
            return new Recording(stream, mostMs);
        } catch (error) {
            turnOff(stream);
            throw error;
        }
    }

    /** @param {MediaStream} stream @param {number} mostMs */
    constructor(stream, mostMs) {
        super();
        this.#stream = stream;
        this.#recorder = new MediaRecorder(stream, {
            mimeType: TYPES.find(type => MediaRecorder.isTypeSupported(type)), audioBitsPerSecond: BITS_PER_SECOND,
        });
        const analyser = this.#context.createAnalyser();
        const samples = new Float32Array(analyser.fftSize);
        this.#context.createMediaStreamSource(stream).connect(analyser);
        this.#recorder.addEventListener("dataavailable", ({ data }) => this.#parts.push(data));
        this.#recorder.addEventListener("stop", () => this.#ended());
        this.#recorder.start();
        this.#startedAt = performance.now();
        this.#timer = setInterval(() => {
            analyser.getFloatTimeDomainData(samples);
            this.#levels.push(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
            this.dispatchEvent(new CustomEvent("level", { detail: { ms: this.#elapsed(), levels: this.#levels } }));
            if (this.#elapsed() >= mostMs) {
                this.stop();
            }
        }, LEVEL_EVERY_MS);
    }

    #elapsed() {
        return Math.round(performance.now() - this.#startedAt);
    }

    /** Ends the recording. */
    stop() {
        if (this.#recorder.state !== "inactive") {
            this.#recorder.stop();
        }
    }

    #ended() {
        const voiceMs = this.#elapsed();
        clearInterval(this.#timer);
        turnOff(this.#stream);
        this.#context.close();
        const type = this.#recorder.mimeType.split(";")[0];
        this.dispatchEvent(new CustomEvent("end", {
            detail: { blob: new Blob(this.#parts, { type }), voiceMs, waveform: waveformOf(this.#levels) },
        }));
    }
}
