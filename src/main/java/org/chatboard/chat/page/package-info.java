/** The backing beans of the dashboard, the chat page and the page of a room. The pages call it. It only reads. */
package org.chatboard.chat.page;
