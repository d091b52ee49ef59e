/**
 * Servlet filters and helpers of HTTP: headers, origins, client addresses, cookies, error pages. Pages and resources of all areas
 * use it. It knows no feature.
 */
package org.chatboard.platform.web;
