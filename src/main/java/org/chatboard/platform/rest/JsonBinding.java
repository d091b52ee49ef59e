package org.chatboard.platform.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.chatboard.platform.support.JsonText;

/**
 * Writes records as JSON for REST answers and pages, with one shared instance of JSON-B. Each record names the order of its
 * fields. A field that is null is left out unless its record is {@code @JsonbNillable}.
 */
@Provider
public class JsonBinding implements ContextResolver<Jsonb> {
    private static final Jsonb JSONB =
            JsonbBuilder.newBuilder().withProvider(JsonText.PROVIDER).build();

    /** {@return a record as a JSON object} */
    public static String write(Record value) {
        return JSONB.toJson(value);
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSONB;
    }
}
