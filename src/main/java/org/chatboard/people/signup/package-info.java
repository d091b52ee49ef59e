/**
 * Sign-up: page, REST resource, who may sign up, the account of the first administrator, and the limit of sign-ups from one client address.
 * {@code operation.admin} changes who may sign up. The only fact that it reveals about other accounts is that a username is taken.
 */
package org.chatboard.people.signup;
