/**
 * Starts the server from {@code chatboard.jar}: reads settings, checks them, starts the container in the same process, configures
 * its log. It runs before the application, so of the application's classes it uses only those of {@code platform.environment},
 * which the jar has beside the WAR. Each reason not to start is one sentence that says what to do.
 */
package org.chatboard.launcher;
