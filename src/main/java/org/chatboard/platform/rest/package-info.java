/**
 * What all REST routes share: JSON bodies, problems (RFC 9457), the mapping of exceptions. Resources of all areas use it. It has
 * no route of its own.
 */
package org.chatboard.platform.rest;
