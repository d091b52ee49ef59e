/**
 * Sign-ins that are stored: cookies, their validity, and the filters that require one. Pages, resources and sockets rely on it.
 * It verifies no password.
 */
package org.chatboard.people.session;
