package org.chatboard.conversation.membership;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.chatboard.people.account.Person;

/**
 * A page of the members who have read a message, by display name.
 *
 * @param readers the members of this page
 * @param next cursor of the next page, null on the last page
 */
@JsonbPropertyOrder({"readers", "next"})
public record ReaderPage(List<Person> readers, String next) {}
