/**
 * Signing in and out: pages, REST, the throttle, the cookies that recognise a device. Nobody stands on it but sign-up and
 * settings. It holds no transaction while it computes hashes.
 */
package org.chatboard.people.signin;
