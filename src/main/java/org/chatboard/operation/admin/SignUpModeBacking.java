package org.chatboard.operation.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.signup.SignUpMode;
import org.chatboard.people.signup.SignUpPolicy;
import org.chatboard.platform.web.ClientAddress;

/** Backing bean of the section of {@code admin.xhtml} that says who may sign up. */
@Named
@RequestScoped
public class SignUpModeBacking {
    @Inject
    SignUpPolicy policy;

    @Inject
    CurrentAccount current;

    @Inject
    ClientAddress addresses;

    @Inject
    HttpServletRequest request;

    private SignUpMode mode;

    @PostConstruct
    void prepare() {
        mode = policy.mode();
    }

    /** Saves who may sign up. {@return a redirect to the page} */
    public String save() {
        policy.choose(mode, new AuditActor(current.getUsername(), addresses.of(request)));
        return "/admin?faces-redirect=true&saved=signUp";
    }

    /** {@return who may sign up now, or the choice of a rejected form} */
    public SignUpMode getMode() {
        return mode;
    }

    /** Sets who may sign up, as chosen in the form. */
    public void setMode(SignUpMode mode) {
        this.mode = mode;
    }

    /** {@return the choices} */
    public SignUpMode[] getModes() {
        return SignUpMode.values();
    }
}
