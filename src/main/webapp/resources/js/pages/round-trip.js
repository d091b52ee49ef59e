/**
 * Which frame of the server answers which frame of the client, for the round trips that the test panel shows. Pure.
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
 * Says whether a frame of the server answers a frame of the client, for measuring a round trip.
 *
 * @param {object} request a frame that was sent; one without `type` but with `message` is a `send`
 * @param {{type: string}} answer a frame that came later
 * @returns {boolean} true for its ack, page, welcome, receipt, for an error that names it, and at the plain endpoint for
 *     its own message
 */
export function isAnswer(request, answer) {
    if (answer.type === "error") {
        return byCid(request, answer) || byRoom(request, answer);
    }
    const type = request.type ?? "send";
    return Object.hasOwn(answerOf, type) ? answerOf[type](request, answer) : byCid(request, answer);
}
