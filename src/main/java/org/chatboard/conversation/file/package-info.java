/**
 * The files that people upload and attach to messages: their rows, which are the truth, and what a message says about them. The write path,
 * uploads, downloads and search use it. It reads no bytes of a file, and who may see one is decided by {@code conversation.room}.
 */
package org.chatboard.conversation.file;
