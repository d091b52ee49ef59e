/** How much room the disk has. The write path asks it before it stores. It deletes nothing. */
package org.chatboard.platform.disk;
