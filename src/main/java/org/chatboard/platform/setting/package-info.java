/**
 * What administrators choose for the whole server in its pages, stored in the database. The package that a setting belongs to reads and
 * changes it here under a name of its own. What the operator chooses by environment variables is in {@code platform.config}.
 */
package org.chatboard.platform.setting;
