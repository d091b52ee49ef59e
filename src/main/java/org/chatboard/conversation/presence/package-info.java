/**
 * Who is there, who types, when somebody was last seen. Delivery tells it and asks it. Only the time of the last visit is stored.
 */
package org.chatboard.conversation.presence;
