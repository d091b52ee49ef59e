package org.chatboard.people.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A new row of the audit log, which is never changed or deleted. {@link AuditLog} reads the rows. */
@Entity
@Table(name = "audit_event")
class AuditEvent {
    /** Characters of a subject. */
    static final int MAX_SUBJECT = 256;

    /** Characters of a value. */
    static final int MAX_VALUE = 1_024;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_event_seq")
    @SequenceGenerator(name = "audit_event_seq", sequenceName = "audit_event_seq", allocationSize = 50)
    private Long id;

    @Column(name = "happened_at", nullable = false, updatable = false)
    private Instant happenedAt;

    @Column(updatable = false, length = 32)
    private String actor;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 32)
    private AuditAction action;

    @Column(updatable = false, length = MAX_SUBJECT)
    private String subject;

    @Column(name = "value_before", updatable = false, length = MAX_VALUE)
    private String before;

    @Column(name = "value_after", updatable = false, length = MAX_VALUE)
    private String after;

    @Column(updatable = false, length = 64)
    private String address;

    /** For JPA. */
    protected AuditEvent() {}

    AuditEvent(Instant happenedAt, AuditActor actor, AuditAction action, String subject, String before, String after) {
        this.happenedAt = happenedAt;
        this.actor = actor.username();
        this.address = actor.address();
        this.action = action;
        this.subject = cut(subject, MAX_SUBJECT);
        this.before = cut(before, MAX_VALUE);
        this.after = cut(after, MAX_VALUE);
    }

    /** Cuts a text that does not fit, since a long value must not make the recorded change fail. */
    private static String cut(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
