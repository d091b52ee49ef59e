package org.chatboard.people.help;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.platform.i18n.Translations;
import org.omnifaces.util.Faces;

/** Backing bean of the notice that a password was set by a help link. */
@Named
@RequestScoped
public class HelpNoticeBacking {
    @Inject
    HelpLinkService links;

    @Inject
    CurrentAccount current;

    private List<String> sentences;

    @PostConstruct
    void read() {
        // the day in UTC: the server does not know the reader's time zone, and the audit log has the time
        DateTimeFormatter day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Translations.current().locale())
                .withZone(ZoneOffset.UTC);
        sentences = links.notices(current.require()).stream()
                .map(notice -> Translations.text("helpNotice.text", notice.maker(), day.format(notice.madeAt())))
                .toList();
    }

    /** {@return a sentence for each link that was used, the newest first} */
    public List<String> getSentences() {
        return sentences;
    }

    /** Dismisses the notices in this sign-in, and shows the same page again without them. */
    public void dismiss() throws IOException {
        links.dismissNotices(current.require());
        Faces.getExternalContext().redirect(Faces.getRequestURI());
    }
}
