package org.chatboard.people.account;

import org.chatboard.people.name.NameKey;

/**
 * A person with the sort key of the people list.
 *
 * @param nameKey first sort key, before the id; see {@link NameKey}
 * @param person the person, marked if it is a guest
 */
record ListedPerson(String nameKey, FoundPerson person) {}
