package org.chatboard.chat.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.FoundPerson;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.PeoplePage;
import org.chatboard.people.account.PeopleService;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.web.AllowedOrigins;

/** Backs the list of people at the first load: conversations by their newest message, then everyone else by name. */
@Named
@RequestScoped
public class DashboardBacking {
    private static final int PAGE = 50;

    @Inject
    CurrentAccount current;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    PeopleService people;

    @Inject
    AllowedOrigins origins;

    @Inject
    HttpServletRequest request;

    private String query = "";
    private String next;
    private List<DashboardRow> rows = List.of();

    /** Reads the first page of the list; with a query, of the people whose name begins with it. */
    public void load() {
        SignedInAccount self = current.require();
        if (self.isGuest()) { // has rooms alone, which the page reads by its script
            query = "";
            return;
        }
        rows = query.isBlank() ? everyone(self) : found(self);
    }

    private List<DashboardRow> everyone(SignedInAccount caller) {
        long self = caller.accountId();
        Map<Long, DashboardRow> conversations =
                byPerson(overviews.page(self, null, PAGE).rooms(), self);
        if (conversations.size() < PAGE) {
            add(people.page(caller, "", PeopleCursor.START, PAGE), conversations);
        } else {
            next = PeopleCursor.START.encode();
        }
        return List.copyOf(conversations.values());
    }

    private void add(PeoplePage page, Map<Long, DashboardRow> to) {
        page.people()
                .forEach(person ->
                        to.computeIfAbsent(person.id(), id -> DashboardRow.withoutConversation(person.toPerson())));
        next = page.next();
    }

    private static Map<Long, DashboardRow> byPerson(List<RoomOverview> rooms, long self) {
        Map<Long, DashboardRow> byPerson = new LinkedHashMap<>();
        for (RoomOverview room : rooms) {
            if (room.kind() == RoomKind.DIRECT) {
                byPerson.put(room.otherMember(self).id(), DashboardRow.of(room, self));
            }
        }
        return byPerson;
    }

    /**
     * Finds people by name, and reads their conversations, even old ones that are not on the first page of the list.
     */
    private List<DashboardRow> found(SignedInAccount caller) {
        long self = caller.accountId();
        PeoplePage page = people.page(caller, query, PeopleCursor.START, PAGE);
        next = page.next();
        Map<Long, DashboardRow> conversations = byPerson(
                overviews.findDirects(
                        self, page.people().stream().map(FoundPerson::id).toList()),
                self);
        List<DashboardRow> found = new ArrayList<>();
        for (FoundPerson person : page.people()) {
            found.add(conversations.getOrDefault(person.id(), DashboardRow.withoutConversation(person.toPerson())));
        }
        return found;
    }

    /** {@return the rows of the list} */
    public List<DashboardRow> getPeople() {
        return rows;
    }

    /** {@return the cursor of the next page of people, or null if this is the last} */
    public String getNext() {
        return next;
    }

    /** {@return the beginning of the names to find, empty for everyone} */
    public String getQuery() {
        return query;
    }

    /** Sets the beginning of the names to find. */
    public void setQuery(String query) {
        this.query = query == null ? "" : query;
    }

    /** {@return the address at which new people sign up} */
    public String getInvitationAddress() {
        return origins.ofLinks(request) + "/sign-up";
    }
}
