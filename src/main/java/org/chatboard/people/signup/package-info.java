/**
 * Making an account: page, REST, limits for an address. Nobody stands on it. It tells nobody who else has an account beyond that
 * a username is taken.
 */
package org.chatboard.people.signup;
