/**
 * The avatars that people choose for themselves: the route that changes them, and their use of the content store. The settings page and the
 * REST API use it. It does not serve them: who may see a person is decided by {@code conversation.room}.
 */
package org.chatboard.people.avatar;
