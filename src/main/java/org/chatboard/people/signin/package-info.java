/**
 * Sign-in and sign-out: pages, REST resource, throttle, device cookies. Only sign-up and settings use it. It holds no transaction
 * while it computes password hashes.
 */
package org.chatboard.people.signin;
