/**
 * Rate limits: token buckets of accounts and addresses, and limits of work that runs at the same time. Everybody may use it. It
 * knows accounts by their ids alone.
 */
package org.chatboard.platform.limit;
