/** Assertions for the tests of modules. */

const written = value => JSON.stringify(value, (_, each) => (each instanceof Map ? [...each] : each === undefined ? "undefined" : each));

/** Fails if two values differ as JSON. */
export function equal(actual, expected) {
    if (written(actual) !== written(expected)) {
        throw new Error(`expected ${written(expected)}, but was ${written(actual)}`);
    }
}

/** Fails if a function does not throw an error that matches a pattern. */
export function throwing(run, pattern) {
    let thrown = null;
    try {
        run();
    } catch (error) {
        thrown = error;
    }
    if (thrown === null || !pattern.test(thrown.message)) {
        throw new Error(`expected ${pattern} to be thrown, but was ${thrown}`);
    }
}

/** @returns {Promise<void>} resolves when all promises that need no timer and no network have settled: timers come after them */
export const settled = () => new Promise(resolve => setTimeout(resolve));

/** Waits until a condition holds; rejects if it does not within some seconds. */
export async function until(holds) {
    for (let times = 0; !holds(); times++) {
        if (times > 2_000) {
            throw new Error(`waited in vain for ${holds}`);
        }
        await new Promise(resolve => setTimeout(resolve, 5));
    }
}

/** @returns {{env: object, pass: (ms: number) => void}} a browser's clock and timers, which only `pass` advances */
export function clockwork() {
    let now = 0;
    let timers = [];
    const env = {
        now: () => now,
        random: () => 1,
        setTimeout: (run, ms) => {
            timers.push({ run, at: now + ms });
            return timers.at(-1);
        },
        clearTimeout: timer => {
            timers = timers.filter(each => each !== timer);
        },
    };
    const pass = ms => {
        const until = now + ms;
        for (;;) {
            const [next] = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
            if (next === undefined) {
                break;
            }
            timers = timers.filter(each => each !== next);
            now = Math.max(now, next.at);
            next.run();
        }
        now = until;
    };
    return { env, pass };
}

/** @returns {object} a message of a room as the server sends it */
export const message = (seq, fields = {}) => ({
    type: "message", room: 7, seq, id: seq, sender: { id: 2, username: "ben", displayName: "Ben" }, message: `message ${seq}`,
    sentAt: "2026-01-01T00:00:00Z", ...fields,
});

/** @returns {EventTarget & {emit: (type: string, detail: object) => void}} a fake socket; the test emits its events */
export function fakeSocket() {
    const socket = Object.assign(new EventTarget(), {
        state: "open", sent: [],
        send: frame => {
            socket.sent.push(frame);
            return socket.state === "open";
        },
        emit: (type, detail) => socket.dispatchEvent(new CustomEvent(type, { detail })),
    });
    return socket;
}
