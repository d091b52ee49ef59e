/**
 * The sentences of room events: what somebody did to the room. RoomEvents.java writes the same sentences into the page. Has no
 * side effects.
 * @module
 */
import { hasSentence, t } from "../base/i18n.js";

/**
 * @param {import("../conversation/room-history.js").RoomEvent} event
 * @param {{id: number, displayName?: string}} sender who did it
 * @param {import("../conversation/people.js").People} people
 * @returns {string} such as `Ben added Cleo`; with "you" for the reader
 */
export function eventSentence(event, sender, people) {
    const { subject, value } = event;
    const what = `event.${changeOf(event, sender)}`;
    const key = sender.id === people.self ? `${what}.byYou` : subject?.id === people.self ? `${what}.you` : what;
    return t(hasSentence(key) ? key : "event.unknown", {
        actor: people.nameOf(sender), subject: subject === undefined ? "" : people.nameOf(subject), value: value ?? "",
    });
}

/** @returns {string} the kind of an event; a role by its value, and a removed topic by a name of its own */
function changeOf({ kind, subject, value }, sender) {
    if (kind === "role") {
        return value === "OWNER" ? "owner" : subject.id === sender.id ? "resigned" : "member";
    }
    return value === undefined && (kind === "topic" || kind === "picture") ? `${kind}Removed` : kind;
}
