/** What a client asks for: the handlers of each frame. The endpoints hand frames to it. It stores nothing by itself. */
package org.chatboard.chat.request;
