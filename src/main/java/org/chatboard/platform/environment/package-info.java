/**
 * Reads environment variables, such as the JDBC URL, for the launcher and for the application. Each of them contains
 * a copy of this package, and the container may load either copy. So the package uses only the JDK, and no class in a package of the same
 * name elsewhere uses its package-private members, since another class loader may have loaded these.
 */
package org.chatboard.platform.environment;
