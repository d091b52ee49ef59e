/**
 * One person of the roster and the conversation with them: how frames of the server change what is known of it, the number of
 * unread messages above all. Knows no document and no socket.
 * @module
 */

/**
 * @typedef {object} Person
 * @property {number} id
 * @property {string} username
 * @property {string} displayName
 */

/**
 * @typedef {object} Entry
 * @property {Person} person
 * @property {number|null} room null where nobody has written yet
 * @property {string|null} epoch of the room, where known
 * @property {number} seq the room's highest sequence number that has reached this page
 * @property {number} unread messages of the other that the reader has not read
 * @property {boolean} muted the reader gets no notifications of the room
 * @property {number} readSeq up to where this account has read, as far as this page knows
 * @property {number} receivedSeq up to where a device of this account has received, as far as this page knows
 * @property {{received: number, read: number}} reach up to where the other has received and read
 * @property {{id: number, text: string, at: number, mine: boolean, deleted: boolean}|null} last the newest message; `at` in ms
 *     since 1970
 */

/** @returns {Entry} of a person nobody has exchanged messages with, as far as this page knows */
export const newEntry = person => ({
    person, room: null, epoch: null, seq: 0, unread: 0, muted: false, readSeq: 0, receivedSeq: 0,
    reach: { received: 0, read: 0 }, last: null,
});

const reachOf = receipt => ({
    received: Math.max(receipt?.receivedSeq ?? 0, receipt?.readSeq ?? 0), // reading implies receiving
    read: receipt?.readSeq ?? 0,
});

const lastOf = (senderId, { id, message, sentAt, deletedAt }, self) => ({
    id, text: message, at: Date.parse(sentAt), mine: senderId === self, deleted: deletedAt !== undefined,
});

/**
 * Applies a room as `welcome`, `room` and `GET /api/rooms` describe it: it replaces everything but the person.
 *
 * @param {Entry} entry
 * @param {{room: number, epoch: string, seq: number, readSeq?: number, receivedSeq?: number, unread?: number, muted?: boolean,
 *     receipts?: {account: number, receivedSeq: number, readSeq: number}[],
 *     last?: {id: number, senderId: number, message: string, sentAt: string, deletedAt?: string}}} room
 * @param {number} self the reader's account id, here and below
 */
export function applyRoom(entry, room, self) {
    Object.assign(entry, {
        room: room.room,
        epoch: room.epoch,
        seq: room.seq,
        unread: room.unread ?? 0,
        muted: room.muted ?? false,
        readSeq: room.readSeq ?? 0,
        receivedSeq: room.receivedSeq ?? 0,
        reach: reachOf(room.receipts?.find(({ account }) => account !== self)),
        last: room.last ? lastOf(room.last.senderId, room.last, self) : null,
    });
}

/**
 * Applies a live or replayed message.
 *
 * @param {Entry} entry
 * @param {{seq: number, id: number, sender: Person, message: string, sentAt: string, deletedAt?: string}} message
 * @returns {boolean} whether it is new here
 */
export function applyMessage(entry, message, self) {
    if (message.seq <= entry.seq) {
        return false;
    }
    entry.seq = message.seq;
    entry.last = lastOf(message.sender.id, message, self);
    if (message.deletedAt === undefined && message.sender.id !== self && message.seq > entry.readSeq) {
        entry.unread++;
    }
    return true;
}

/**
 * Applies an edit, a deletion or a reaction. How many are unread after a deletion, a receipt says.
 *
 * @param {Entry} entry
 * @param {{seq: number, id: number, state: object}} change
 * @returns {boolean} whether it is new here
 */
export function applyChange(entry, { seq, id, state }, self) {
    if (seq <= entry.seq) {
        return false;
    }
    entry.seq = seq;
    if (entry.last?.id === id) {
        entry.last = lastOf(state.sender.id, state, self);
    }
    return true;
}

/**
 * Applies a receipt of the reader, from any of the account's devices, or of the other.
 *
 * @param {Entry} entry
 * @param {{account: number, receivedSeq: number, readSeq: number, unread?: number, hidden?: boolean}} receipt only the reader's
 *     own has `unread`; `hidden`: one of the two does not show receipts any more
 * @returns {boolean} whether it is the reader's own
 */
export function applyReceipt(entry, receipt, self) {
    const own = receipt.account === self;
    if (own) {
        entry.readSeq = Math.max(entry.readSeq, receipt.readSeq);
        entry.receivedSeq = Math.max(entry.receivedSeq, receipt.receivedSeq);
        entry.unread = receipt.unread ?? entry.unread;
    } else {
        const { received, read } = reachOf(receipt);
        const former = receipt.hidden ? reachOf() : entry.reach;
        entry.reach = { received: Math.max(received, former.received), read: Math.max(read, former.read) };
    }
    return own;
}

/**
 * The reader has read up to a number; the server is told at the same time.
 *
 * @param {Entry} entry
 * @param {number} seq
 * @returns {boolean} whether messages that were unread are not any more
 */
export function applyRead(entry, seq) {
    if (seq <= entry.readSeq) {
        return false;
    }
    entry.readSeq = seq;
    const nowRead = seq >= entry.seq && entry.unread > 0;
    if (nowRead) {
        entry.unread = 0;
    }
    return nowRead;
}
