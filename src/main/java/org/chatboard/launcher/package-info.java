/**
 * Starts the server from {@code chatboard.jar}: settings, checks before the start, the container in the same process, its log. It runs
 * before there is a server, so it uses no class of the application. Each reason not to start is one sentence with the way out.
 */
package org.chatboard.launcher;
