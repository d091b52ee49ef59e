/**
 * Sign-up: page, REST resource, rate limit of addresses. No other package uses it. The only fact that it reveals about other
 * accounts is that a username is taken.
 */
package org.chatboard.people.signup;
