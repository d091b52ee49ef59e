package org.chatboard.conversation.invite;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Optional;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.invite.InvalidInviteException;
import org.chatboard.people.invite.Invitations;
import org.chatboard.people.invite.Invitations.Invitation;
import org.chatboard.people.invite.InviteService;
import org.chatboard.people.session.SignInPage;
import org.chatboard.people.signin.BrowserCookies;
import org.chatboard.people.signin.FieldMessages;
import org.chatboard.people.signup.NewAccountForm;
import org.chatboard.people.signup.SignUpPolicy;
import org.chatboard.people.signup.SignUpService;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Backs {@code /join/{code}}: the sign-up of somebody who was invited, or the question whether somebody who has an account wants to join
 * the room.
 */
@Named
@RequestScoped
public class JoinBacking extends NewAccountForm {
    @Inject
    @Param(pathIndex = 0)
    String code;

    @Inject
    SignUpService accounts;

    @Inject
    SignUpPolicy policy;

    @Inject
    Invitations invitations;

    @Inject
    InviteService invites;

    @Inject
    JoinService joining;

    @Inject
    RoomAccess access;

    @Inject
    CurrentAccount current;

    @Inject
    RequestRateLimiter rateLimiter;

    @Inject
    BrowserCookies client;

    private Invitation invitation;
    private RejectedException rejected;

    /** Reads the invitation when the bean is made, since Faces decodes only forms that are shown. */
    @PostConstruct
    void read() {
        try {
            invitation = invitations.require(code == null ? "" : code, client.address());
        } catch (RejectedException e) {
            rejected = e;
        }
    }

    /**
     * Redirects members to their room, and from an invitation to the server everybody who has an account to the dashboard. Sets status
     * 404, or 429 after too many attempts, if the code is not valid.
     */
    public void load() {
        Optional<Long> own = current.isSignedIn() ? ownRoom() : Optional.empty();
        if (own.isPresent()) {
            Faces.redirect("/room/%s", own.get());
        } else if (rejected != null) {
            showRejection();
        } else if (current.isSignedIn() && invitation.room() == null) {
            Faces.redirect("/dashboard");
        }
    }

    /** {@return the room of the link if the visitor is a member, also if the invitation is spent by now} */
    private Optional<Long> ownRoom() {
        long self = current.require().accountId();
        return code == null
                ? Optional.empty()
                : invites.room(code)
                        .filter(room -> access.find(room, self, RoomAction.SEE).isPresent());
    }

    /** Signs up, signs in and leads to the room. Spends a use of the invitation. */
    public void signUp() throws IOException {
        setFrom(invitation.room() == null ? "" : "/room/" + invitation.room());
        try {
            accounts.signUpInvited(getUsername(), getDisplayName(), typedPassword(), client.address(), code);
            Faces.getExternalContext().redirect(signIn());
        } catch (RejectedException e) {
            reject(e);
        }
    }

    /** Makes the visitor, who has an account, a member of the room, and opens it. Spends a use of the invitation. */
    public void join() {
        if (Faces.getContext().getResponseComplete()) { // the visitor has become a member in another tab
            return;
        }
        try {
            rateLimiter.acquireMessagePermit();
            joining.join(code, current.require().toPerson(), client.address());
        } catch (RejectedException e) {
            if (ownRoom().isEmpty()) { // otherwise the same person joined in another tab
                reject(e);
                return;
            }
        }
        Faces.redirect("/room/%s", invitation.room());
    }

    /** Shows an invitation that was spent a moment ago as {@link #load} does. */
    private void reject(RejectedException e) {
        if (e instanceof InvalidInviteException) {
            rejected = e;
            showRejection();
        } else {
            FieldMessages.add(e);
        }
    }

    private void showRejection() {
        invitation = null;
        Faces.setResponseStatus(rejected.status());
        rejected.retryAfterSeconds().ifPresent(seconds -> Faces.getExternalContext()
                .setResponseHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
    }

    /** {@return who invites, and into what; null if the code is not valid} */
    public Invitation getInvitation() {
        return invitation;
    }

    /** {@return the reason why there is no invitation, null if there is one} */
    public String getProblem() {
        return rejected == null ? null : rejected.getMessage();
    }

    /** {@return the sentence that says who invites, and into what} */
    public String getLead() {
        String inviter = invitation.inviter().displayName();
        return invitation.room() == null
                ? Translations.text("join.lead.server", inviter)
                : Translations.text("join.lead.room", inviter, invitation.roomName());
    }

    /** {@return the label of the button by which somebody who has an account joins the room} */
    public String getJoinLabel() {
        return Translations.text("join.action", invitation.roomName());
    }

    /** {@return whether new accounts may be made; otherwise only those who have one can use the link} */
    public boolean isOpen() {
        return policy.isOffered();
    }

    /** {@return the address of the sign-in page, which leads back to this page} */
    public String getSignInPage() {
        return SignInPage.signIn("/join/" + code);
    }
}
