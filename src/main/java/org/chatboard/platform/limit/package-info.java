/**
 * Rate limits: token buckets by account and by address, and limits of concurrent work. Every package may use it. It knows
 * accounts only by their ids.
 */
package org.chatboard.platform.limit;
