package org.chatboard.people.settings;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The sign-ins of an account.
 *
 * @param signIns the caller's first, then the others, the last used first
 */
@JsonbPropertyOrder("signIns")
public record SignInEntries(List<SignInEntry> signIns) {}
