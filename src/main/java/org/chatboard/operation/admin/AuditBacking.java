package org.chatboard.operation.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditCursor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.people.audit.AuditedEvent;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.IsoTime;

/** Backing bean of the newest events of the audit log in {@code admin.xhtml}. {@link AuditResource} has the older ones. */
@Named
@RequestScoped
public class AuditBacking {
    private static final int SHOWN = 50;

    @Inject
    AuditLog log;

    private List<Row> rows;

    /**
     * An event as the page shows it.
     *
     * @param sentence in the reader's language
     * @param at when it happened, as ISO 8601
     * @param address the actor's client address; null for the operator at the console
     */
    public record Row(String sentence, String at, String address) {
        static Row of(AuditedEvent event) {
            String actor =
                    Objects.requireNonNullElseGet(event.actor().username(), () -> Translations.text("audit.operator"));
            String sentence = Translations.text(
                    "audit." + event.action().name(),
                    actor,
                    event.subject(),
                    value(event.action(), event.before()),
                    value(event.action(), event.after()));
            return new Row(
                    sentence, IsoTime.of(event.happenedAt()), event.actor().address());
        }

        private static String value(AuditAction action, String stored) {
            return action == AuditAction.SIGN_UP_CHANGED ? Translations.text("admin.signUp." + stored) : stored;
        }
    }

    @PostConstruct
    void read() {
        rows = log.page(AuditCursor.START, SHOWN).events().stream().map(Row::of).toList();
    }

    /** {@return the newest events, the newest first} */
    public List<Row> getRows() {
        return rows;
    }
}
