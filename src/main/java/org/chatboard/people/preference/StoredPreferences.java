package org.chatboard.people.preference;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Entity of the {@link Preferences} of an account. An account that never changed the defaults has no row. */
@Entity
@Table(name = "preference")
class StoredPreferences {
    @Id
    @Column(name = "account_id")
    private Long accountId;

    @Column(length = 8)
    private String language;

    @Column(length = 8)
    @Enumerated(EnumType.STRING)
    private Theme theme;

    @Column(name = "hides_presence", nullable = false)
    private boolean hidesPresence;

    @Column(name = "hides_typing", nullable = false)
    private boolean hidesTyping;

    @Column(name = "hides_receipts", nullable = false)
    private boolean hidesReceipts;

    @Column(name = "do_not_disturb", nullable = false)
    private boolean doNotDisturb;

    @Column(name = "muted_sound", nullable = false)
    private boolean mutedSound;

    /** For JPA. */
    protected StoredPreferences() {}

    /** Starts with the defaults. */
    StoredPreferences(long accountId) {
        this.accountId = accountId;
    }

    void set(Preferences chosen) {
        language = chosen.language();
        theme = chosen.theme();
        hidesPresence = chosen.hidesPresence();
        hidesTyping = chosen.hidesTyping();
        hidesReceipts = chosen.hidesReceipts();
        doNotDisturb = chosen.doNotDisturb();
        mutedSound = chosen.mutedSound();
    }

    Preferences get() {
        return new Preferences(language, theme, hidesPresence, hidesTyping, hidesReceipts, doNotDisturb, mutedSound);
    }
}
