package org.chatboard.platform.image;

import jakarta.ejb.ApplicationException;
import org.chatboard.platform.i18n.Translations;

/** Thrown if a picture is broken or above the limits. The message says so to the user, in the language of the current thread. */
@ApplicationException(rollback = true)
public class PictureRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PictureRejection reason;

    PictureRejectedException(PictureRejection reason) {
        super(text(reason), null, false, false); // a rejection is not a fault: no stack trace
        this.reason = reason;
    }

    private static String text(PictureRejection reason) {
        return switch (reason) {
            case TOO_LARGE ->
                Translations.text(reason.textKey(), PictureHeader.MAX_PIXELS / 1_000_000, PictureHeader.MAX_SIDE);
            case TOO_MANY_FRAMES -> Translations.text(reason.textKey(), PictureHeader.MAX_FRAMES);
            case UNSUPPORTED -> Translations.text(reason.textKey(), WebpHeader.MAX_DECODED_PIXELS / 1_000_000);
            case BROKEN, NO_PICTURE -> Translations.text(reason.textKey());
        };
    }

    /** {@return the reason} */
    public PictureRejection reason() {
        return reason;
    }
}
