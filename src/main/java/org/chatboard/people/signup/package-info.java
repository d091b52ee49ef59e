/**
 * Sign-up: page, REST resource, and the limit of sign-ups from one client address. No other package uses it. The only fact that it
 * reveals about other accounts is that a username is taken.
 */
package org.chatboard.people.signup;
