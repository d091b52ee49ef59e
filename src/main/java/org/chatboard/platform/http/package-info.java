/**
 * Filters in the chain of the container's HTTP listener: timeouts, limits of connections, malformed requests. The container calls
 * it, nobody else. It never holds a thread for a client.
 */
package org.chatboard.platform.http;
