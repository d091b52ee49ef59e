/**
 * Examines an installation from outside: {@code chatboard.jar doctor}. It uses no class of the application, since it must answer where the
 * server does not start. It changes nothing.
 */
package org.chatboard.doctor;
