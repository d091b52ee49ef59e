package org.chatboard.account;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** The columns of an account that keep its {@link Preferences}. */
@Embeddable
class StoredPreferences {
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

    /** As everybody begins. */
    protected StoredPreferences() {}

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
