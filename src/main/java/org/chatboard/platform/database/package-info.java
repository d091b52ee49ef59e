/**
 * The connection pool, the schema migrations, and everything that differs between Derby and PostgreSQL. Services of all areas use
 * its helpers for queries. No other package finds out which database is in use.
 */
package org.chatboard.platform.database;
