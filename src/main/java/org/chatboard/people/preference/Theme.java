package org.chatboard.people.preference;

/** Light or dark, where somebody does not want what their system has. */
public enum Theme {
    /** Dark ink on light paper. */
    LIGHT,
    /** Light ink on dark paper. */
    DARK
}
