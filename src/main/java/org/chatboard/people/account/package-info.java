/**
 * Accounts, the people search, and who makes the current request. Everybody above may use it. Its entity stays inside; values
 * leave.
 */
package org.chatboard.people.account;
