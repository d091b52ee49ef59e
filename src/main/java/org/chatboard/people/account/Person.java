package org.chatboard.people.account;

import jakarta.json.JsonObject;
import org.chatboard.platform.support.JsonText;

/**
 * What everybody may know of an account.
 *
 * @param id database id of the account
 * @param username the name that is unique
 * @param displayName the name that people see
 */
public record Person(long id, String username, String displayName) {
    /** {@return this person as REST and the sockets write it} */
    public JsonObject toJson() {
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("id", id)
                .add("username", username)
                .add("displayName", displayName)
                .build();
    }
}
