/**
 * The HTTP edge of ChatBoard: what a client may send, how long it may take, and how a malformed request is answered. Only the
 * container calls these classes; the layers above need not know them. Nothing here knows accounts, rooms or messages.
 */
package org.chatboard.platform.web;
