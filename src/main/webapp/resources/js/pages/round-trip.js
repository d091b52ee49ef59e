/**
 * Matches a frame of the server to the frame of the client that it answers, for the round trips in the test panel. Has no
 * side effects.
 * @module
 */

const byCid = (request, answer) => request.cid !== undefined && request.cid === answer.cid;
const byRoom = (request, answer) => (
    request.cid === undefined && request.room !== undefined && request.room === answer.room);
const answerOf = {
    hello: (request, answer) => answer.type === "welcome",
    history: (request, answer) => answer.type === "page" && answer.room === request.room,
    received: (request, answer) => answer.type === "receipt" && answer.room === request.room,
    read: (request, answer) => answer.type === "receipt" && answer.room === request.room,
};

/**
 * Decides whether a frame of the server answers a frame of the client, to measure the round trip.
 *
 * @param {object} request a sent frame; a frame with `message` and without `type` is a `send`
 * @param {{type: string}} answer a later frame of the server
 * @returns {boolean} true for the matching ack, page, welcome, receipt or error, and for the request's own message on the
 *     plain endpoint
 */
export function isAnswer(request, answer) {
    if (answer.type === "error") {
        return byCid(request, answer) || byRoom(request, answer);
    }
    const type = request.type ?? "send";
    return Object.hasOwn(answerOf, type) ? answerOf[type](request, answer) : byCid(request, answer);
}
