/**
 * One conversation of the roster: how frames change its data, in particular the unread count. Uses no document and no
 * socket.
 * @module
 */

import { concerns } from "./message-state.js";

/** @typedef {import("./people.js").Person} Person */
/** @typedef {"all"|"mentions"|"none"} Level which messages of a room notify the reader */

/**
 * @typedef {object} Entry
 * @property {number|null} account account id of the other person, null in a room of several
 * @property {"DIRECT"|"PRIVATE"|"PUBLIC"} kind `DIRECT`: a conversation of two
 * @property {string|null} title title of a room of several, null in a conversation of two
 * @property {string|null} topic
 * @property {string} [picture] version of the picture of a room of several
 * @property {number} memberCount
 * @property {"OWNER"|"MEMBER"} role the reader's
 * @property {boolean} archived whether the room takes no messages any more
 * @property {number|null} room null if there is no message yet
 * @property {string|null} epoch the room's epoch, if known
 * @property {number} seq the room's highest sequence number that has reached this page
 * @property {number} unread number of messages of others that the reader has not read
 * @property {number} mentions how many of these mention the reader or answer a message of the reader
 * @property {Level} notify
 * @property {number} readSeq how far this account has read, as known to this page
 * @property {number} toldReadSeq how far this account has read, as the server has told this page
 * @property {number} receivedSeq how far a device of this account has received, as known to this page
 * @property {Reach[]} reach how far other members have received and read, of those who show it: of all in a small room, else of nobody
 * @property {Last|null} last the newest message or room event
 */

/**
 * @typedef {object} Reach
 * @property {number} account
 * @property {number} received sequence number up to which a device of the member has received the room
 * @property {number} read sequence number up to which the member has read it
 * @property {string} joinedAt time since when the account is a member: older messages count as read, and it has not read them
 */

/**
 * @typedef {object} Last
 * @property {number} id
 * @property {string} text
 * @property {number} at in ms since 1970
 * @property {boolean} mine
 * @property {boolean} deleted
 * @property {number} [files] how many files it has
 * @property {{id: number, displayName?: string}} [sender] unknown in a row that the server wrote into the page
 * @property {import("./room-history.js").RoomEvent} [event]
 */

const MEMBERS = { joined: 1, added: 1, left: -1, removed: -1 }; // what an event adds to the number of members

/** @returns {Entry} a new entry for the person with this account id, or for a room of several; without a known room */
export const newEntry = account => ({
    account, kind: "DIRECT", title: null, topic: null, memberCount: 0, role: "MEMBER", archived: false,
    room: null, epoch: null, seq: 0, unread: 0, mentions: 0, notify: "all", readSeq: 0, toldReadSeq: 0, receivedSeq: 0,
    reach: [], last: null,
});

/** @returns {number} unread messages of a conversation that notify the reader, by its level */
export const notableIn = ({ notify, unread, mentions }) => ({ all: unread, mentions, none: 0 })[notify];

/** @returns {number|string} how many mentions are shown: the server counts at most 50 of a room, and the page all that come later */
export const shownMentions = mentions => (mentions < 50 ? mentions : "50+");

/**
 * @param {Entry} entry
 * @param {number} largest members of the largest room in which not owners alone mention all
 * @returns {boolean} whether the reader may mention all other members, of which a room of several has some
 */
export const mayMentionAll = ({ account, memberCount, role }, largest) => (
    account === null && memberCount > 1 && (memberCount <= largest || role === "OWNER"));

const reachOf = ({ account, receivedSeq, readSeq, joinedAt }, former) => ({
    account,
    received: Math.max(receivedSeq, readSeq, former?.received ?? 0), // reading implies receiving
    read: Math.max(readSeq, former?.read ?? 0),
    joinedAt,
});

const without = (reach, account) => reach.filter(each => each.account !== account);

const lastOf = (sender, { id, message, sentAt, deletedAt, event, files }, self) => ({
    id, text: message, at: Date.parse(sentAt), mine: sender.id === self, deleted: deletedAt !== undefined, sender, event,
    files: files?.length ?? files, // a message lists them, a room counts them
});

/**
 * Applies a room from `welcome`, `room` or `GET /api/rooms`. Replaces everything but the account.
 *
 * @param {Entry} entry
 * @param {{room: number, kind: string, title?: string, topic?: string, memberCount?: number, role?: string,
 *     archivedAt?: string, epoch: string, seq: number, readSeq?: number, receivedSeq?: number, unread?: number, mentions?: number,
 *     notify?: Level, receipts?: {account: number, receivedSeq: number, readSeq: number}[],
 *     last?: {id: number, senderId: number, message: string, sentAt: string, deletedAt?: string, event?: object, files?: number}}} room
 * @param {number} self the reader's account id
 */
export function applyRoom(entry, room, self) {
    Object.assign(entry, {
        room: room.room,
        kind: room.kind,
        title: entry.account === null ? room.title : null,
        topic: room.topic ?? null,
        picture: room.picture,
        memberCount: room.memberCount ?? 0,
        role: room.role ?? "MEMBER",
        archived: room.archivedAt !== undefined,
        epoch: room.epoch,
        seq: room.seq,
        unread: room.unread ?? 0,
        mentions: room.mentions ?? 0,
        notify: room.notify ?? "all",
        readSeq: room.readSeq ?? 0,
        toldReadSeq: room.readSeq ?? 0,
        receivedSeq: room.receivedSeq ?? 0,
        reach: without(room.receipts ?? [], self).map(each => reachOf(each)),
        last: room.last ? lastOf({ id: room.last.senderId }, room.last, self) : null,
    });
}

/**
 * Applies a live or replayed message, or a room event, which is never unread.
 *
 * @param {Entry} entry
 * @param {{seq: number, id: number, sender: Person, message: string, sentAt: string, deletedAt?: string, event?: object,
 *     files?: object[]}} message
 * @returns {boolean} whether the message is new to this page
 */
export function applyMessage(entry, message, self) {
    if (message.seq <= entry.seq) {
        return false;
    }
    entry.seq = message.seq;
    entry.last = lastOf(message.sender, message, self);
    if (message.event !== undefined) {
        applyEvent(entry, message, self);
    } else if (message.deletedAt === undefined && message.sender.id !== self && message.seq > entry.readSeq) {
        entry.unread++;
        entry.mentions += concerns(message, self) ? 1 : 0;
    }
    return true;
}

function applyEvent(entry, { sender, event: { kind, subject = sender, value } }, self) {
    const more = MEMBERS[kind] ?? 0;
    entry.memberCount += more;
    if (more < 0) {
        entry.reach = without(entry.reach, subject.id);
    } else if (kind === "renamed") {
        entry.title = value;
    } else if (kind === "topic") {
        entry.topic = value ?? null;
    } else if (kind === "picture") {
        entry.picture = value;
    } else if (kind === "role" && subject.id === self) {
        entry.role = value;
    } else if (kind === "archived" || kind === "restored") {
        entry.archived = kind === "archived";
    }
}

/**
 * Applies an edit, a deletion or a reaction. After a deletion, a receipt brings the new unread count.
 *
 * @param {Entry} entry
 * @param {{seq: number, id: number, state: object}} change
 * @returns {boolean} whether the change is new to this page
 */
export function applyChange(entry, { seq, id, state }, self) {
    if (seq <= entry.seq) {
        return false;
    }
    entry.seq = seq;
    if (entry.last?.id === id) {
        entry.last = lastOf(state.sender, state, self);
    }
    return true;
}

/**
 * Applies a receipt of another member, or of the reader on any device.
 *
 * @param {Entry} entry
 * @param {{account: number, receivedSeq: number, readSeq: number, joinedAt?: string, unread?: number, mentions?: number,
 *     marked?: boolean, hidden?: boolean}} receipt `unread`, `mentions` and `marked` only in the reader's own; `marked`: the reader has
 *     marked messages as unread; `hidden`: the member or the reader has begun to hide receipts
 * @returns {boolean} whether the receipt is the reader's own
 */
export function applyReceipt(entry, receipt, self) {
    const own = receipt.account === self;
    if (own) {
        entry.readSeq = receipt.marked ? receipt.readSeq : Math.max(entry.readSeq, receipt.readSeq);
        entry.toldReadSeq = receipt.readSeq;
        entry.receivedSeq = Math.max(entry.receivedSeq, receipt.receivedSeq);
        entry.unread = receipt.unread ?? entry.unread;
        entry.mentions = receipt.mentions ?? entry.mentions;
    } else {
        const former = entry.reach.find(({ account }) => account === receipt.account);
        entry.reach = [...without(entry.reach, receipt.account), ...receipt.hidden ? [] : [reachOf(receipt, former)]];
    }
    return own;
}

/**
 * Records that the reader has read up to a sequence number. The caller reports this to the server.
 *
 * @param {Entry} entry
 * @param {number} seq
 * @returns {boolean} whether the number of unread messages has decreased
 */
export function applyRead(entry, seq) {
    if (seq <= entry.readSeq) {
        return false;
    }
    entry.readSeq = seq;
    const nowRead = seq >= entry.seq && entry.unread > 0;
    if (nowRead) {
        entry.unread = 0;
        entry.mentions = 0;
    }
    return nowRead;
}
