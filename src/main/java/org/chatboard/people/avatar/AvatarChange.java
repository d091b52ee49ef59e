package org.chatboard.people.avatar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.image.PictureVersion;
import org.chatboard.platform.image.PreparedPicture;
import org.chatboard.platform.image.SquarePictures;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.rest.RejectedException;

/** Changes avatars. The changes of one account are rate-limited, since each one is sent to all online users. */
@ApplicationScoped
public class AvatarChange {
    private static final int BURST = 5;
    private static final Duration REFILL = Duration.ofMinutes(1);
    private static final int TOO_MANY_REQUESTS = 429;

    private final RateLimiter<Long> limiter = new RateLimiter<>(BURST, REFILL);

    @Inject
    SquarePictures pictures;

    @Inject
    AvatarService service;

    @Inject
    ContentService contents;

    /**
     * Makes the middle of a picture the avatar of an account. {@return the version of the avatar, once it is stored}
     *
     * @throws org.chatboard.platform.image.PictureRejectedException if it is no picture, broken or too large
     * @throws org.chatboard.platform.image.NoSpaceForPictureException if the disk is full
     * @throws RejectedException 429 if the account changes its avatar too often
     */
    public CompletionStage<String> change(SignedInAccount account, byte[] picture) throws IOException {
        acquirePermit(account);
        return pictures.make(account.accountId(), picture, square -> store(account.accountId(), square));
    }

    private String store(long accountId, PreparedPicture square) {
        String former = service.change(accountId, square);
        if (!square.sha256().equals(former)) {
            removeUnused(former);
        }
        return PictureVersion.of(square.sha256());
    }

    /** Removes the avatar of an account, which need not have one. */
    public void remove(SignedInAccount account) {
        acquirePermit(account);
        removeUnused(service.remove(account.accountId()));
    }

    /** A content that stays because of a crash here goes with the clean-up. */
    private void removeUnused(String former) {
        if (former != null) {
            contents.removeUnused(former);
        }
    }

    private void acquirePermit(SignedInAccount account) {
        Duration wait = limiter.acquire(account.accountId());
        if (!wait.isZero()) {
            String text = Translations.text("avatar.wait", wait.plusMillis(999).toSeconds());
            throw new RejectedException(TOO_MANY_REQUESTS, text, Map.of(), wait);
        }
    }
}
