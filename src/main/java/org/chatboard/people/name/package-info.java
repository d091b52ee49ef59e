/**
 * Rules of names: what is allowed, how names are folded, ordered and found. Accounts and the people search use it. It reads no
 * database but in its own migration.
 */
package org.chatboard.people.name;
