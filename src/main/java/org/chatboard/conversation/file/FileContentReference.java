package org.chatboard.conversation.file;

import jakarta.enterprise.context.ApplicationScoped;
import org.chatboard.platform.content.ContentReference;

/** The contents of files. */
@ApplicationScoped
class FileContentReference implements ContentReference {
    @Override
    public String table() {
        return "stored_file";
    }

    @Override
    public String column() {
        return "sha256";
    }
}
