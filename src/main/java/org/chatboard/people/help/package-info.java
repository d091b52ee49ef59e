/**
 * A forgotten password without e-mail: the one-time help link that an administrator makes, the page that it leads to, and the notice at
 * the next sign-in. {@code operation.admin} makes links; no other package uses it. The code of a link is a credential: only its hash is
 * stored, and it reaches neither log nor history.
 */
package org.chatboard.people.help;
