/** Password rules and password hashing. Sign-in, sign-up and settings use it. It stores nothing. */
package org.chatboard.people.credential;
