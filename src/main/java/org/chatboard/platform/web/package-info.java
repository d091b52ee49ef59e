/**
 * Servlet filters and HTTP helpers: headers, origins, client addresses, cookies, error pages, static files. Pages and resources
 * of all areas use it. It contains no feature of the chat.
 */
package org.chatboard.platform.web;
