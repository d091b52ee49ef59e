/** The backing beans of the dashboard and the chat page. The pages call it. It only reads. */
package org.chatboard.chat.page;
