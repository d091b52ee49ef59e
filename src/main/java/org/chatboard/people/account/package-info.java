/**
 * Accounts, the people search, and the account of the current request. All higher packages may use it. The entity {@code Account}
 * is package-private; other packages get records.
 */
package org.chatboard.people.account;
