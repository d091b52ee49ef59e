/**
 * Invitations as they concern rooms: who may invite into a room, joining by a link, the page of a link, and the REST routes. Nothing
 * else in the conversation area uses it.
 */
package org.chatboard.conversation.invite;
