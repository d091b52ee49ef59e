/**
 * The settings, read once at the start from environment variables and checked. Every package may use it. Each setting has a
 * default that is safe.
 */
package org.chatboard.platform.config;
