package org.chatboard.conversation.download;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.image.PictureRejectedException;
import org.chatboard.platform.image.Rendition;
import org.chatboard.platform.support.ErrorReference;

/** The answer to a request of a file, which any thread gives, and which ends after the method that began it. */
final class FileAnswer {
    private static final Logger LOG = Logger.getLogger(FileAnswer.class.getName());
    private static final String RETRY_AFTER_SECONDS = "1";

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final boolean withBody;

    private FileAnswer(AsyncContext async) {
        this.async = async;
        response = (HttpServletResponse) async.getResponse();
        withBody = !((HttpServletRequest) async.getRequest()).getMethod().equals("HEAD");
    }

    /** Begins an answer, whose headers may be set already. Every method ends it. */
    static FileAnswer begin(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0); // the connection has its own
        return new FileAnswer(async);
    }

    /** Sends a rendition. */
    void send(Rendition rendition) {
        response.setContentType(rendition.type());
        try {
            send(rendition.file(), ByteRange.whole(Files.size(rendition.file())));
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Sends a part of a file. */
    void send(Path file, ByteRange part) {
        if (!withBody || part.length() == 0) {
            response.setContentLengthLong(part.length());
            async.complete();
            return;
        }
        try {
            FileStream.begin(file, part, async);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    /** Answers without a file. */
    void fail(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException || cause instanceof UncheckedIOException) {
            cause = cause.getCause();
        }
        response.setHeader("Cache-Control", "no-store");
        if (cause instanceof PictureRejectedException) {
            LOG.log(Level.FINE, "A picture is broken", cause);
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (cause instanceof NoSuchFileException) {
            LOG.log(Level.WARNING, "The bytes of a file are missing, or its message was deleted meanwhile", cause);
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (cause instanceof RejectedExecutionException) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        } else {
            ErrorReference.log(LOG, "A file could not be sent", cause);
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        async.complete();
    }
}
