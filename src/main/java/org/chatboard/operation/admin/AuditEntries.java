package org.chatboard.operation.admin;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of the audit log.
 *
 * @param events the newest first
 * @param next cursor of the next page, null on the last page
 */
@JsonbPropertyOrder({"events", "next"})
public record AuditEntries(List<AuditEntry> events, String next) {}
