/**
 * What all REST routes share: JSON bodies, ids in paths, JSON answers, problems (RFC 9457), and the mapping of exceptions to problems.
 * Resources of all areas use it. It has no route of its own.
 */
package org.chatboard.platform.rest;
