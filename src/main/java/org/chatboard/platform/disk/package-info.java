/** The free space of the disk. The write path checks it before it stores messages. It deletes nothing. */
package org.chatboard.platform.disk;
