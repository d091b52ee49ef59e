/**
 * REST routes that answer with the JSON of frames. Clients call it. It goes through the same inbox, access and limits as a
 * socket.
 */
package org.chatboard.chat.rest;
