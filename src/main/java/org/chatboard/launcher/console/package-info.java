/**
 * Payara Server with its admin console, beside a running node, for the Maven profile {@code admin-console}: creates, configures,
 * starts and stops it. Only that profile and its test use these classes; neither the WAR nor {@code chatboard.jar} contains them.
 * No node may need them.
 */
package org.chatboard.launcher.console;
