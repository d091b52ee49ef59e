package org.chatboard.people.account;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * One page of the people list, sorted by display name.
 *
 * @param people the people of this page
 * @param next the encoded {@link PeopleCursor} of the next page; null on the last page
 */
@JsonbPropertyOrder({"people", "next"})
public record PeoplePage(List<FoundPerson> people, String next) {}
