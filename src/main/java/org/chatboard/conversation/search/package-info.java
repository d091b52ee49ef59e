/**
 * Finds messages by their text and the names of their files. The index is a cache below the data directory; it follows the rooms by their
 * sequence numbers. Only the REST route of the search uses it. Access is never decided by the index: each hit is read from the database, and
 * checked there.
 */
package org.chatboard.conversation.search;
