package org.chatboard.system;

import jakarta.faces.FacesException;

/** Thrown when a form claims to be of a stateless page and is not; {@code web.xml} names its error page. */
public class StatelessPostException extends FacesException {
    private static final long serialVersionUID = 1L;

    /**
     * @param viewId the page that the form was posted to
     * @param cause what Faces made of it
     */
    public StatelessPostException(String viewId, FacesException cause) {
        super("The form claims that " + viewId + " is stateless", cause);
    }
}
