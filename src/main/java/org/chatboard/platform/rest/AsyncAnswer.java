package org.chatboard.platform.rest;

import jakarta.ws.rs.container.AsyncResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Answers a request that holds no thread meanwhile. */
public final class AsyncAnswer {
    private AsyncAnswer() {}

    /** Answers with what a stage brings, or with the problem of its failure. */
    public static void resume(AsyncResponse answer, CompletionStage<?> stage) {
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                answer.resume(result);
            } else {
                answer.resume(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }
}
