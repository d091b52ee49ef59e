/**
 * Text in any script and language: what of it can be seen, and where it may be cut. Everybody may use these classes; the page has
 * the same rules in {@code text.js}. Nothing here knows what a text is for.
 */
package org.chatboard.platform.i18n;
