package org.chatboard.operation.admin;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A help link that has just been made.
 *
 * @param link its address, shown once
 * @param expiresAt when it can no longer be used, as ISO 8601
 */
@JsonbPropertyOrder({"link", "expiresAt"})
public record MadeHelpLink(String link, String expiresAt) {}
