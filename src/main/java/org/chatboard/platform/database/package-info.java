/**
 * The connection pool, the migrations, and everything that differs between Derby and PostgreSQL. Services use its helpers for
 * queries. No other package asks which database it is.
 */
package org.chatboard.platform.database;
