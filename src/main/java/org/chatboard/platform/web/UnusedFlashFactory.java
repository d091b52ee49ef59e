package org.chatboard.platform.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.Flash;
import jakarta.faces.context.FlashFactory;
import jakarta.faces.context.FlashWrapper;

/**
 * Disables the flash scope of Faces, which no page uses. Faces reads it from a cookie in every request and logs a malformed
 * cookie as SEVERE.
 */
public class UnusedFlashFactory extends FlashFactory {
    /** Wraps the factory of the Faces implementation. */
    public UnusedFlashFactory(FlashFactory wrapped) {
        super(wrapped);
    }

    @Override
    public Flash getFlash(boolean create) {
        Flash flash = getWrapped().getFlash(create);
        return flash == null ? null : new UnusedFlash(flash);
    }

    private static final class UnusedFlash extends FlashWrapper {
        UnusedFlash(Flash wrapped) {
            super(wrapped);
        }

        /** Does not read the cookie. */
        @Override
        public void doPrePhaseActions(FacesContext context) {}

        /** Does not write the cookie. */
        @Override
        public void doPostPhaseActions(FacesContext context) {}
    }
}
