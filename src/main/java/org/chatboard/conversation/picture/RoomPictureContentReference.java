package org.chatboard.conversation.picture;

import jakarta.enterprise.context.ApplicationScoped;
import org.chatboard.platform.content.ContentReference;

/** The contents of the pictures of rooms. */
@ApplicationScoped
class RoomPictureContentReference implements ContentReference {
    @Override
    public String table() {
        return "room";
    }

    @Override
    public String column() {
        return "picture";
    }
}
