/**
 * The pictures of people and rooms: sends them to who may see the person or the room. Only the container uses it, by HTTP. It decides nothing
 * about access: {@code conversation.room} does.
 */
package org.chatboard.conversation.picture;
