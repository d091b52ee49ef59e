/**
 * Languages, message bundles, and the characters of a text as a reader sees them. Every package may use it. No code may make a
 * decision by looking into a translated text.
 */
package org.chatboard.platform.i18n;
