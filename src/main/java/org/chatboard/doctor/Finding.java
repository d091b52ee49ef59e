package org.chatboard.doctor;

/**
 * What one check found.
 *
 * @param state whether it is well
 * @param what in words, one line
 * @param cure the line that mends it; empty where nothing is to be mended
 */
record Finding(State state, String what, String cure) {
    /** Only {@code WRONG} makes the doctor's exit status 1; a note is for whoever looks for a cause. */
    enum State {
        OK,
        NOTE,
        WRONG
    }

    static Finding ok(String what) {
        return new Finding(State.OK, what, "");
    }

    static Finding note(String what) {
        return new Finding(State.NOTE, what, "");
    }

    static Finding wrong(String what, String cure) {
        return new Finding(State.WRONG, what, cure);
    }

    boolean isWrong() {
        return state == State.WRONG;
    }

    /** For the console: the state in a column of its own, the cure below what it mends. */
    @Override
    public String toString() {
        String line = "%-6s %s".formatted(state == State.OK ? "ok" : state.name(), what);
        return cure.isEmpty() ? line : line + System.lineSeparator() + "       fix it: " + cure;
    }
}
