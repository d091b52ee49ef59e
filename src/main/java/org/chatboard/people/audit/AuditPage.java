package org.chatboard.people.audit;

import java.util.List;

/**
 * A page of the audit log.
 *
 * @param events the newest first
 * @param next cursor of the next page, null on the last page
 */
public record AuditPage(List<AuditedEvent> events, String next) {}
