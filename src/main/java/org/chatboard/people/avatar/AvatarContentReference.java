package org.chatboard.people.avatar;

import jakarta.enterprise.context.ApplicationScoped;
import org.chatboard.platform.content.ContentReference;

/** The contents of avatars. */
@ApplicationScoped
class AvatarContentReference implements ContentReference {
    @Override
    public String table() {
        return "account";
    }

    @Override
    public String column() {
        return "avatar";
    }
}
