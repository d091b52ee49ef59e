/**
 * Filters in the chain of the container's HTTP listeners: timeouts, limits of connections and memory, malformed requests. Only
 * the container calls it. No filter blocks a thread while it waits for a client.
 */
package org.chatboard.platform.http;
