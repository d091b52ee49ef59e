package org.chatboard.people.account;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.chatboard.platform.image.PictureVersion;

/**
 * The public data of an account.
 *
 * @param id database id of the account
 * @param username unique name
 * @param displayName name that people see
 * @param avatar version of the avatar, which is part of its address: the beginning of its hash; null without an avatar
 */
@JsonbPropertyOrder({"id", "username", "displayName", "avatar"})
public record Person(long id, String username, String displayName, String avatar) {
    /** Makes the version of a hash; a version stays as it is. */
    public Person {
        avatar = PictureVersion.of(avatar);
    }

    /** Creates a person without an avatar. */
    public Person(long id, String username, String displayName) {
        this(id, username, displayName, null);
    }
}
