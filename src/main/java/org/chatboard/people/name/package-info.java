/**
 * Rules for usernames and display names: validation, folding, sort keys and search words. Accounts and the people search use it.
 * Only its Flyway migration accesses the database.
 */
package org.chatboard.people.name;
