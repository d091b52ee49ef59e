/**
 * Stored sign-ins (sessions): their cookie, their validity, authentication of requests, and the filters that require a sign-in.
 * Pages, REST resources and sockets use it. It verifies no passwords.
 */
package org.chatboard.people.session;
