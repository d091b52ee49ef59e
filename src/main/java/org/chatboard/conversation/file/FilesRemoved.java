package org.chatboard.conversation.file;

import java.util.Set;

/** Files were removed; fired inside the transaction, to be observed after it. {@code hashes} are the SHA-256 of their contents. */
public record FilesRemoved(Set<String> hashes) {}
