package org.chatboard.operation.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.Set;
import org.chatboard.platform.i18n.Translations;

/** Backing bean of {@code admin.xhtml}. Each section has a backing bean of its own, which redirects here after a change. */
@Named
@RequestScoped
public class AdminBacking {
    /** The sections, by the parameter {@code saved} of their redirects. */
    private static final Set<String> SECTIONS = Set.of("signUp");

    /** Adds the confirmation for the section in the parameter {@code saved}. Runs before the page is rendered. */
    public void load() {
        FacesContext context = FacesContext.getCurrentInstance();
        String saved = context.getExternalContext().getRequestParameterMap().get("saved");
        if (saved != null && SECTIONS.contains(saved)) {
            String message = Translations.text("admin.saved." + saved);
            context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, message, null));
        }
    }
}
