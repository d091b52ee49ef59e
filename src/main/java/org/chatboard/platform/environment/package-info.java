/**
 * Reads environment variables, such as the JDBC URL, for the launcher and for the application. Both have a copy of this package,
 * the launcher outside the WAR, and the container may load either copy. So the package uses only the JDK, and no class outside it
 * uses its package-private members.
 */
package org.chatboard.platform.environment;
