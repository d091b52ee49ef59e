package org.chatboard.platform.web;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import org.chatboard.system.StatelessPostException;

/** Tells a forged view state from a fault of the server. Faces throws the same general exception for both. */
public class StrictViewHandler extends ViewHandlerWrapper {
    /** View state of a page without state (Jakarta Faces 4.0, {@code ResponseStateManager.isStateless}). */
    private static final String STATELESS = "stateless";

    /** @param wrapped the handler of the implementation */
    public StrictViewHandler(ViewHandler wrapped) {
        super(wrapped);
    }

    /** @throws StatelessPostException where a form of a page with state says that it has none */
    @Override
    public UIViewRoot restoreView(FacesContext context, String viewId) {
        try {
            return getWrapped().restoreView(context, viewId);
        } catch (FacesException e) {
            String state =
                    context.getExternalContext().getRequestParameterMap().get(ResponseStateManager.VIEW_STATE_PARAM);
            throw STATELESS.equals(state) ? new StatelessPostException(viewId, e) : e;
        }
    }
}
