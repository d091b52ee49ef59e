package org.chatboard.people.avatar;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.chatboard.people.account.AccountService;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.image.PreparedPicture;

/** Stores which content is the avatar of an account. Each method is one JTA transaction. */
@Stateless
public class AvatarService {
    @Inject
    ContentService contents;

    @Inject
    AccountService accounts;

    /** Takes a picture into the store as the avatar of an account. {@return the hash of the former avatar, or null} */
    public String change(long accountId, PreparedPicture picture) {
        contents.use(picture.file(), picture.sha256(), picture.size());
        return accounts.changeAvatar(accountId, picture.sha256());
    }

    /** {@return the hash of the former avatar, or null} */
    public String remove(long accountId) {
        return accounts.changeAvatar(accountId, null);
    }
}
