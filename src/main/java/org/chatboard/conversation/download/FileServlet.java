package org.chatboard.conversation.download;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.conversation.file.FileState;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.image.Renditions;

/**
 * Sends a file, as a download or to a player, whole or a range of it; or a smaller copy of a picture. A file that the account may not see
 * now is not found.
 */
@WebServlet(urlPatterns = "/files/*", asyncSupported = true)
public class FileServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** A file with or without a name, which is for people and not read, or a size of its picture. */
    private static final Pattern PATH = Pattern.compile("/([^/]+)(?:/thumbnail/(\\d{1,5})|/[^/]*)?");

    @Inject
    transient CurrentAccount current;

    @Inject
    transient FileAccess access;

    @Inject
    transient ContentStore contents;

    @Inject
    transient Renditions renditions;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        Optional<FileState> file =
                path.matches() ? access.find(path.group(1), current.require().accountId()) : Optional.empty();
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (path.group(2) == null) {
            sendOriginal(request, response, file.get());
        } else {
            sendRendition(request, response, file.get(), Integer.parseInt(path.group(2)));
        }
    }

    /** The container's own method would send the file to a stream that counts it. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private void sendOriginal(HttpServletRequest request, HttpServletResponse response, FileState file) {
        String tag = '"' + file.sha256() + '"';
        FileHeaders.original(response, file.file(), tag);
        if (isKnown(request, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        long size = file.file().size();
        String asOf = request.getHeader("If-Range");
        boolean isOther = asOf != null && !asOf.equals(tag);
        Optional<ByteRange> range = ByteRange.of(isOther ? null : request.getHeader("Range"), size);
        if (range.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader("Content-Range", "bytes */" + size);
            return;
        }
        ByteRange part = range.get();
        if (part.length() < size) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    "Content-Range", "bytes " + part.start() + "-" + (part.start() + part.length() - 1) + "/" + size);
        }
        FileAnswer.begin(request).send(contents.content(file.sha256()), part);
    }

    private void sendRendition(HttpServletRequest request, HttpServletResponse response, FileState file, int size)
            throws IOException {
        if (file.file().width() == null || !Renditions.SIZES.contains(size)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String tag = '"' + file.sha256() + '-' + size + '"';
        FileHeaders.common(response, tag);
        if (isKnown(request, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        FileAnswer answer = FileAnswer.begin(request);
        renditions.of(file.sha256(), size, current.require().accountId()).whenComplete((rendition, failure) -> {
            if (failure == null) {
                answer.send(rendition);
            } else {
                answer.fail(failure);
            }
        });
    }

    private static boolean isKnown(HttpServletRequest request, String tag) {
        String known = request.getHeader("If-None-Match");
        return known != null && (known.equals("*") || known.contains(tag));
    }
}
