package org.chatboard.people.account;

import org.chatboard.people.name.NameKey;

/**
 * A person with a place in the list of people.
 *
 * @param nameKey what the list is ordered by, before the id; see {@link NameKey}
 * @param person who it is
 */
record ListedPerson(String nameKey, Person person) {}
