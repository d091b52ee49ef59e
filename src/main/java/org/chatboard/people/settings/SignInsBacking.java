package org.chatboard.people.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.session.SignInListService;

/** Backing bean of the list of sign-ins in {@code settings.xhtml}. Its script ends them by {@link SignInsResource}. */
@Named
@RequestScoped
public class SignInsBacking {
    @Inject
    SignInListService signIns;

    @Inject
    CurrentAccount current;

    private List<SignInEntry> list;

    @PostConstruct
    void read() {
        list = signIns.list(current.require()).stream().map(SignInEntry::of).toList();
    }

    /** {@return the valid sign-ins of the account, the caller's first} */
    public List<SignInEntry> getList() {
        return list;
    }
}
