package org.chatboard.people.preference;

/** Colour theme that overrides the theme of the operating system. */
public enum Theme {
    /** Dark text on a light background. */
    LIGHT,
    /** Light text on a dark background. */
    DARK
}
