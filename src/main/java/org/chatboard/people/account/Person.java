package org.chatboard.people.account;

import jakarta.json.JsonObject;
import org.chatboard.platform.support.JsonText;

/**
 * The public data of an account.
 *
 * @param id database id of the account
 * @param username unique name
 * @param displayName name that people see
 */
public record Person(long id, String username, String displayName) {
    /** {@return this person as JSON for REST answers and socket frames} */
    public JsonObject toJson() {
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("id", id)
                .add("username", username)
                .add("displayName", displayName)
                .build();
    }
}
