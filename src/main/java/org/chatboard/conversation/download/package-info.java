/**
 * Sends files to who may see them now, and smaller copies of pictures. Only the container uses it, by HTTP. It decides nothing about access:
 * {@code conversation.room} does.
 */
package org.chatboard.conversation.download;
