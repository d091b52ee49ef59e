/**
 * The members of rooms as REST lists and changes them, and the public rooms that one may join. Changes go through
 * {@code conversation.message}, which stores them. The package writes no table and keeps nothing in memory.
 */
package org.chatboard.conversation.membership;
