/** The backing beans of the dashboard, the chat page, the page of a room and the page of search. The pages call it. It only reads. */
package org.chatboard.chat.page;
