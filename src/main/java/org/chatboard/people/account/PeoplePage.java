package org.chatboard.people.account;

import java.util.List;

/**
 * Some people, in the order of their names.
 *
 * @param people a page of them
 * @param next the opaque place where the next page begins, or null where this is the last
 */
public record PeoplePage(List<Person> people, String next) {}
