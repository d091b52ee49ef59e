/**
 * Uploads: resumable ones by tus 1.0 at {@code /api/uploads}, their expiry, and the clean-up of what nothing refers to. Nobody uses it but
 * clients and timers. It sends no file with a message, and serves none.
 */
package org.chatboard.conversation.upload;
