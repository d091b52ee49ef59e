package org.chatboard.people.account;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A person in a list of people.
 *
 * @param id database id of the account
 * @param username unique name
 * @param displayName name that people see
 * @param avatar version of the avatar, or null
 * @param guest true for a guest in a list that has guests among others, otherwise null
 */
@JsonbPropertyOrder({"id", "username", "displayName", "avatar", "guest"})
public record FoundPerson(long id, String username, String displayName, String avatar, Boolean guest) {
    /** {@return a person who is not marked as a guest} */
    public static FoundPerson of(Person person) {
        return of(person, false);
    }

    /** {@return a person, marked if it is a guest} */
    public static FoundPerson of(Person person, boolean guest) {
        return new FoundPerson(
                person.id(), person.username(), person.displayName(), person.avatar(), guest ? true : null);
    }

    /** {@return the person} */
    public Person toPerson() {
        return new Person(id, username, displayName, avatar);
    }
}
