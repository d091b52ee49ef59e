/**
 * The settings of the environment, read once at the start and rejected in words where they make no sense. Everybody may use it.
 * It has no default that a newcomer would have to change.
 */
package org.chatboard.platform.config;
