/**
 * Checks an installation from outside: {@code chatboard.jar doctor}. It uses no class of the application, because it must work
 * when the server does not start. It changes nothing.
 */
package org.chatboard.doctor;
