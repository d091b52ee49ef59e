package org.chatboard.doctor;

/**
 * The result of one check.
 *
 * @param state whether something is wrong
 * @param text one line for the operator
 * @param fix one line that says how to fix it; empty if nothing is wrong
 */
record Finding(State state, String text, String fix) {
    /** {@code WRONG} makes the doctor's exit status 1. A {@code NOTE} only helps to find a cause. */
    enum State {
        OK,
        NOTE,
        WRONG
    }

    static Finding ok(String text) {
        return new Finding(State.OK, text, "");
    }

    static Finding note(String text) {
        return new Finding(State.NOTE, text, "");
    }

    static Finding wrong(String text, String fix) {
        return new Finding(State.WRONG, text, fix);
    }

    boolean isWrong() {
        return state == State.WRONG;
    }

    /** {@return the line for the console: the state in its own column, and the fix on a second line} */
    @Override
    public String toString() {
        String line = "%-6s %s".formatted(state == State.OK ? "ok" : state.name(), text);
        return fix.isEmpty() ? line : line + System.lineSeparator() + "       fix it: " + fix;
    }
}
