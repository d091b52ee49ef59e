import { decode, encode } from "/modules/connection/frame-codec.js";
import { FrameRouter, PHASES } from "/modules/connection/frame-router.js";
import { equal, fakeSocket, message, throwing } from "./expect.js";

export default {
    "decode what the server sends": () => equal(decode(encode(message(3))).seq, 3),
    "reject text that is not a frame": () => ["", "[]", "1", "null", "{}", "{\"type\":1}"].forEach(text => throwing(() => decode(text), /not/u)),
    "name the missing field": () => throwing(() => decode("{\"type\":\"ack\",\"cid\":\"c\",\"room\":1,\"id\":1}"), /^ack\.seq /u),
    "keep types and fields of a later version": () => equal(decode("{\"type\":\"new\",\"field\":1}"), { type: "new", field: 1 }),
    "call the phases in order, in whatever order they are registered": () => {
        const socket = fakeSocket();
        const reached = [];
        const router = new FrameRouter(socket);
        [...PHASES].reverse().forEach(phase => router.on(phase, { message: () => reached.push(phase) }));
        socket.emit("frame", message(1));
        equal(reached, PHASES);
    },
    "have one handler for each type and phase": () => {
        const router = new FrameRouter(fakeSocket()).on("rooms", { message: () => {} });
        throwing(() => router.on("rooms", { message: () => {} }), /already/u);
    },
    "hold a welcome until the socket is open, and route it once": () => {
        const socket = fakeSocket();
        const seen = [];
        new FrameRouter(socket).on("rooms", { welcome: () => seen.push("welcome"), room: () => seen.push("room") });
        socket.emit("frame", { type: "welcome" });
        socket.emit("frame", { type: "room" });
        equal(seen, ["room"]);
        socket.emit("state", { state: "open" });
        socket.emit("state", { state: "open" });
        equal(seen, ["room", "welcome"]);
    },
    "drop a welcome with the connection, and one for another account": () => {
        const socket = fakeSocket();
        const seen = [];
        new FrameRouter(socket, ({ account }) => account === 1).on("rooms", { welcome: frame => seen.push(frame.account) });
        socket.emit("frame", { type: "welcome", account: 1 });
        socket.emit("state", { state: "waiting" });
        socket.emit("state", { state: "open" });
        socket.emit("frame", { type: "welcome", account: 2 });
        socket.emit("state", { state: "open" });
        equal(seen, []);
    },
    "continue with the later phases if a handler fails": () => {
        const socket = fakeSocket();
        const reached = [];
        const failures = [];
        const listen = event => {
            failures.push(event.message);
            event.preventDefault();
        };
        addEventListener("error", listen, { capture: true });
        new FrameRouter(socket)
            .on("outbox", { ack: () => { throw new Error("on purpose"); } })
            .on("rooms", { ack: () => reached.push("rooms") });
        socket.emit("frame", { type: "ack" });
        removeEventListener("error", listen, { capture: true });
        equal([reached, failures.length], [["rooms"], 1]);
    },
};
