package org.chatboard.benchmark;

/**
 * A frame's JSON, in which fields are looked for and not parsed: the client shares the machine with the server that it measures.
 * Finds the first field of a name; a quote inside a text is escaped, so that no text looks like a field.
 *
 * @param json an object without white space between its tokens
 */
record Frame(String json) {
    /** Whether it is of a type. */
    boolean is(String type) {
        return json.contains("\"type\":\"" + type + "\"");
    }

    /** A text that has no escapes in it. */
    String text(String field) {
        int start = start(field) + 1;
        return json.substring(start, json.indexOf('"', start));
    }

    /** A number without a fraction, 0 or larger. */
    long number(String field) {
        int start = start(field);
        int end = start;
        while (Character.isDigit(json.charAt(end))) {
            end++;
        }
        return Long.parseLong(json, start, end, 10);
    }

    private int start(String field) {
        String name = "\"" + field + "\":";
        int at = json.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("No " + field + " in " + json);
        }
        return at + name.length();
    }
}
