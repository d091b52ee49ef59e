/**
 * REST routes that answer with the JSON of frames. Clients call it. Its requests pass the same inbox, access checks and rate
 * limits as frames of a socket.
 */
package org.chatboard.chat.rest;
