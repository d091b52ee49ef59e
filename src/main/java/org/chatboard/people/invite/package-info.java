/**
 * Invitations: links by which people sign up or join a room. The package knows of a room only its id; {@link InvitedRooms} does the
 * rest. Sign-up and the conversation area use it.
 */
package org.chatboard.people.invite;
