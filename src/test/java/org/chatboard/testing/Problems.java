package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the problem documents (RFC 9457) that REST routes and filters answer with. */
public final class Problems {
    private Problems() {}

    /**
     * Fails unless an answer is a problem document with this status and a sentence, and without names of classes.
     *
     * @param tried what was sent, for the failure message
     */
    public static void assertProblem(Answer answer, int status, String tried) {
        assertThat(answer.status()).as(tried).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(tried).isEqualTo("application/problem+json");
        assertThat(answer.json().getInt("status")).as(tried).isEqualTo(status);
        assertThat(answer.json().getString("detail")).as(tried).endsWith(".");
        assertThat(answer.body()).doesNotContain("Exception", "org.chatboard");
    }
}
