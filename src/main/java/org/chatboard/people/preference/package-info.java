/**
 * What people choose: language, theme, privacy, notifications. Everybody above asks its cache. Its entity stays inside; values
 * leave.
 */
package org.chatboard.people.preference;
