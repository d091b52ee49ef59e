/**
 * Languages, translations, and text that is shown: what is visible, where it is cut. Everybody may use it. It decides nothing by
 * the text of a translation.
 */
package org.chatboard.platform.i18n;
