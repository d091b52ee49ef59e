package org.chatboard.people.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who makes the HTTP request under way. A socket asks its {@code getUserPrincipal()} instead. */
@Named
@RequestScoped
public class CurrentAccount {
    @Inject
    HttpServletRequest request;

    /** {@return who is signed in} */
    public Optional<SignedInAccount> get() {
        return request.getUserPrincipal() instanceof SignedInAccount who ? Optional.of(who) : Optional.empty();
    }

    /**
     * {@return who is signed in, where the address is open to nobody else}
     *
     * @throws IllegalStateException where nobody is
     */
    public SignedInAccount require() {
        return get().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }

    /** {@return whether somebody is signed in} */
    public boolean isSignedIn() {
        return get().isPresent();
    }

    /** {@return the account's database id, or null where nobody is signed in} */
    public Long getId() {
        return get().map(SignedInAccount::accountId).orElse(null);
    }

    /** {@return the username, or null where nobody is signed in} */
    public String getUsername() {
        return get().map(SignedInAccount::username).orElse(null);
    }

    /** {@return the display name, or null where nobody is signed in} */
    public String getDisplayName() {
        return get().map(SignedInAccount::displayName).orElse(null);
    }
}
