/**
 * Limits: token buckets by key, and how much work runs at the same time. Any package may use it; what is limited, and what a client
 * is told, is the caller's. It keeps its state in this node's memory and must not block longer than it was told to.
 */
package org.chatboard.platform.limit;
