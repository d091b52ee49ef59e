package org.chatboard.people.account;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * The public data of an account.
 *
 * @param id database id of the account
 * @param username unique name
 * @param displayName name that people see
 */
@JsonbPropertyOrder({"id", "username", "displayName"})
public record Person(long id, String username, String displayName) {}
