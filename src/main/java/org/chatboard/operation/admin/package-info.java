/**
 * The administrator's page and its routes below {@code /api/admin}. No other package uses it. {@code AdministratorFilter} keeps everybody
 * else out; this package checks no roles.
 */
package org.chatboard.operation.admin;
