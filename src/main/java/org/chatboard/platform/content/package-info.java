/**
 * Bytes on the disk below {@code CHATBOARD_DATA/files}, each under its SHA-256, and the table {@code content} that knows them. Uploads, files
 * of messages, downloads and avatars use it. It does not know what a content is used for: foreign keys keep what is used from being deleted.
 */
package org.chatboard.platform.content;
