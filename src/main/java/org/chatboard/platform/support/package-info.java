/**
 * Helpers for all areas: the clock, JSON, numbers from outside, error references, IP addresses, the event before the server stops. Every
 * package may use it. It uses no other package of ChatBoard.
 */
package org.chatboard.platform.support;
