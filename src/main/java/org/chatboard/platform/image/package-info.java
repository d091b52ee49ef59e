/**
 * Media types by content, and pictures: checks of their headers before anything is decoded, and renditions made anew from their pixels. Only
 * PNG, JPEG, GIF and WebP are ever decoded, each by one known reader. Uploads, downloads and avatars use it. It knows files and hashes, and no
 * table; who may see a picture is not decided here.
 */
package org.chatboard.platform.image;
