package org.chatboard.people.settings;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.chatboard.people.session.ListedSignIn;
import org.chatboard.platform.support.IsoTime;

/**
 * A sign-in as its person sees it.
 *
 * @param id database id
 * @param device browser and system in the reader's language
 * @param address the client's address; null if unknown
 * @param createdAt when it was made, as ISO 8601
 * @param lastUsedAt when it was last used, at most ten minutes too early, as ISO 8601
 * @param current whether the request has it
 */
@JsonbPropertyOrder({"id", "device", "address", "createdAt", "lastUsedAt", "current"})
public record SignInEntry(
        long id, String device, String address, String createdAt, String lastUsedAt, boolean current) {

    static SignInEntry of(ListedSignIn signIn) {
        return new SignInEntry(
                signIn.id(),
                signIn.origin().device().describe(),
                signIn.origin().address(),
                IsoTime.of(signIn.createdAt()),
                IsoTime.of(signIn.lastUsedAt()),
                signIn.current());
    }
}
