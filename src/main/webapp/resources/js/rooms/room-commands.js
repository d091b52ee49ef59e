/**
 * What a member does with a room: the requests, and what this page applies of their answers at once.
 * @module
 */
import { changeRoom, fetchRooms, putMember, removeMember, setNotifyLevel } from "../connection/room-requests.js";

/** The commands; each rejects if the server does. */
export class RoomCommands {
    #roster;
    #conversations;
    #navigation;

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/conversations.js").Conversations} parts.conversations
     * @param {EventTarget & {open: (path: string) => void}} parts.navigation
     */
    constructor({ roster, conversations, navigation }) {
        this.#roster = roster;
        this.#conversations = conversations;
        this.#navigation = navigation;
    }

    /**
     * Applies a room that an answer contains: its frame may come later, or not at all without a connection.
     *
     * @param {{room: number, seq: number}} room as in a `room` frame
     */
    apply(room) {
        if (room.seq >= (this.#roster.byRoom(room.room)?.seq ?? 0)) { // else newer frames came before the answer
            this.#conversations.handleRoom(room);
        }
    }

    /** Opens a room. @param {number} room */
    open(room) {
        this.#navigation.open(`/room/${room}`);
    }

    /** Joins a public room, unless the reader is a member already, and opens it. */
    async enter(room, member) {
        try {
            if (!member) {
                await putMember(room, "me");
            }
        } catch (error) {
            if (this.#roster.byRoom(room) === undefined) { // else the reader has just joined it on another device
                throw error;
            }
        }
        if (this.#roster.byRoom(room) === undefined) {
            const { rooms } = await fetchRooms(null); // the newest activity comes first: that the reader has joined
            rooms.filter(each => each.room === room).forEach(each => this.apply(each));
        }
        this.open(room);
    }

    /** Changes the name or the topic of a room, archives or restores it. */
    async change(room, change) {
        this.apply(await changeRoom(room, change));
    }

    /** Sets which messages of a room notify the reader. */
    async notify(room, level) {
        await setNotifyLevel(room, level);
        this.#roster.setNotifyLevel(room, level);
    }

    /** Leaves a room and goes back to the list. */
    async leave(room) {
        await removeMember(room, "me");
        this.#navigation.open("/dashboard");
    }
}
