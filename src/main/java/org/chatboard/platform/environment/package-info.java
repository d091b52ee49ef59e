/**
 * Environment variables as both the launcher and the application read them, and the JDBC URL among them. Each has a copy of this
 * package, the launcher outside the WAR, and the container may load either. So it uses only the JDK, and no class outside it
 * needs its package-private members.
 */
package org.chatboard.platform.environment;
