package org.chatboard.people.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditActionTest {
    @ParameterizedTest
    @EnumSource
    void hasASentenceInEveryLanguage(AuditAction action) {
        assertThat(action.name()).as("fits into its column").hasSizeLessThanOrEqualTo(32);
        for (Language language : Language.values()) {
            assertThat(Translations.in(language, "audit." + action)).contains("{0}");
        }
    }
}
