import { Backoff } from "/modules/connection/backoff.js";
import { closeVerdict } from "/modules/connection/close-codes.js";
import { explainError, sentenceOf } from "/modules/connection/error-messages.js";
import { HeartbeatTimeout } from "/modules/connection/heartbeat-timeout.js";
import { clockwork, equal } from "./expect.js";

export default {
    "wait longer after each failure, up to 30 s": () => {
        const backoff = new Backoff(clockwork().env);
        equal([1, 2, 3, 4, 5, 6, 7].map(() => backoff.next()), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
        backoff.ended(9_999);
        equal(backoff.next(), 30_000);
        backoff.ended(10_000);
        equal(backoff.next(), 1_000);
    },
    "wait at least as long as the server asks": () => {
        const { env, pass } = clockwork();
        const backoff = new Backoff(env);
        backoff.pause(5_000);
        backoff.pause(1_000);
        equal([backoff.paused, backoff.next()], [true, 6_000]);
        pass(5_000);
        equal([backoff.paused, backoff.next()], [false, 2_000]);
    },
    "notice a silent connection once, and not before": () => {
        const { env, pass } = clockwork();
        let timeouts = 0;
        const heartbeat = new HeartbeatTimeout(env, () => timeouts++);
        heartbeat.start();
        heartbeat.configure({ limits: { deadAfterMs: 100 } });
        pass(90);
        heartbeat.frameArrived();
        pass(99);
        equal(timeouts, 0);
        pass(1);
        equal(timeouts, 1);
        pass(1_000);
        equal(timeouts, 1);
    },
    "report no stopped connection as silent": () => {
        const { env, pass } = clockwork();
        let timeouts = 0;
        const heartbeat = new HeartbeatTimeout(env, () => timeouts++);
        heartbeat.start();
        heartbeat.stop();
        pass(1_000_000);
        equal(timeouts, 0);
    },
    "reconnect after temporary close codes, and stop after final ones": () => {
        const action = code => closeVerdict(code).action;
        equal([1001, 1006, 1012, 4000, 4499].map(action), Array(5).fill("reconnect"));
        equal([4500, 4999, 1008].map(action), Array(3).fill("stop"));
        equal([4029, 4501, 4506].map(action), ["reconnect-later", "sign-in", "reload"]);
    },
    "have a sentence for errors of a later version": () => {
        equal(sentenceOf({ code: "of_a_later_version" }).includes("of_a_later_version"), true);
        equal(explainError({ code: "internal", reference: "ABC-123" }).includes("ABC-123"), true);
    },
};
