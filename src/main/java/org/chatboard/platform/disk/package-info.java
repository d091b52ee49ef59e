/** The free space of the disk. The write path checks it before it stores messages. This package frees no space itself. */
package org.chatboard.platform.disk;
