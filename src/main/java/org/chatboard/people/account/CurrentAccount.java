package org.chatboard.people.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The account that sent the current HTTP request. Socket code uses {@code Session.getUserPrincipal()} instead. */
@Named
@RequestScoped
public class CurrentAccount {
    @Inject
    HttpServletRequest request;

    /** {@return the signed-in account; empty for an anonymous request} */
    public Optional<SignedInAccount> get() {
        return request.getUserPrincipal() instanceof SignedInAccount account ? Optional.of(account) : Optional.empty();
    }

    /**
     * {@return the signed-in account} For addresses that {@code SignInRequiredFilter} protects.
     *
     * @throws IllegalStateException if the request is anonymous
     */
    public SignedInAccount require() {
        return get().orElseThrow(() -> new IllegalStateException("The request has no signed-in account"));
    }

    /** {@return whether the request has a signed-in account} */
    public boolean isSignedIn() {
        return get().isPresent();
    }

    /** {@return whether the request comes from an administrator} */
    public boolean isAdministrator() {
        return get().filter(SignedInAccount::isAdministrator).isPresent();
    }

    /** {@return whether the request comes from a guest} */
    public boolean isGuest() {
        return get().filter(SignedInAccount::isGuest).isPresent();
    }

    /** {@return the role of the account, see {@link SignedInAccount#role}; null for an anonymous request} */
    public String getRole() {
        return get().map(SignedInAccount::role).orElse(null);
    }

    /** {@return the account's database id; null for an anonymous request} */
    public Long getId() {
        return get().map(SignedInAccount::accountId).orElse(null);
    }

    /** {@return the username; null for an anonymous request} */
    public String getUsername() {
        return get().map(SignedInAccount::username).orElse(null);
    }

    /** {@return the version of the avatar; null without one, and for an anonymous request} */
    public String getAvatar() {
        return get().map(account -> account.toPerson().avatar()).orElse(null);
    }

    /** {@return the display name; null for an anonymous request} */
    public String getDisplayName() {
        return get().map(SignedInAccount::displayName).orElse(null);
    }
}
