package org.chatboard.benchmark;

/**
 * The JSON of a frame. Its fields are found by a text search instead of a parser, which saves CPU time: the client runs on the
 * same machine as the server. The first field with a name is found. Text is not mistaken for a field, since its quotes are
 * escaped.
 *
 * @param json a JSON object without white space between its tokens
 */
record Frame(String json) {
    /** {@return whether the frame has this type} */
    boolean is(String type) {
        return json.contains("\"type\":\"" + type + "\"");
    }

    /** {@return a text field, which must not contain escapes} */
    String text(String field) {
        int start = start(field) + 1;
        return json.substring(start, json.indexOf('"', start));
    }

    /** {@return a non-negative integer field} */
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
