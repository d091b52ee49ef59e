/**
 * Helpers that every area stands on: the clock, JSON, error references, IP addresses, the stop of the server. Everybody may use
 * it. It knows no other package of ChatBoard.
 */
package org.chatboard.platform.support;
