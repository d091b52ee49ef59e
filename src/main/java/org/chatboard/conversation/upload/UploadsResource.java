package org.chatboard.conversation.upload;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Date;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.file.FileService;
import org.chatboard.conversation.file.FileState;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.config.Limits;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.JsonContentTypeFilter;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.support.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Resumable uploads by tus 1.0 with its extensions creation, termination, checksum and expiration, for one's own files. */
@Path(UploadsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UploadsResource {
    static final String PATH = "uploads";

    /** Longest alternative text, in UTF-16 code units. */
    static final int MAX_ALT = 500;

    private static final String PART = "application/offset+octet-stream";
    private static final String VERSION_HEADER = JsonContentTypeFilter.TUS_RESUMABLE;
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String EXPIRES = "Upload-Expires";
    private static final double MIB = 1L << 20;

    @Inject
    CurrentAccount current;

    @Inject
    UploadService uploads;

    @Inject
    UploadLimiter limiter;

    @Inject
    FileService files;

    @Inject
    RequestRateLimiter rateLimiter;

    @Inject
    Settings settings;

    /** What a page says before it uploads, in bytes. */
    @JsonbPropertyOrder({"fileBytes", "messageFiles", "usedBytes", "accountBytes"})
    public record Usage(long fileBytes, int messageFiles, long usedBytes, long accountBytes) {}

    /** {@return the limits of files, and how much the caller has used} */
    @GET
    @Operation(
            summary =
                    "The limits of files, and how much you have used: {fileBytes, messageFiles, usedBytes, accountBytes}")
    public Usage usage() {
        Limits limits = settings.limits();
        return new Usage(
                limits.fileBytes(),
                limits.messageFiles(),
                files.usedBytes(current.require().accountId()),
                limits.accountFileBytes());
    }

    /** {@return 204 with what this server supports of tus} */
    @OPTIONS
    @Operation(summary = "What is supported of tus: Tus-Version, Tus-Extension, Tus-Checksum-Algorithm, Tus-Max-Size")
    @APIResponse(responseCode = "204", description = "In the headers")
    public Response supported() {
        return Response.noContent()
                .header("Tus-Extension", "creation,termination,checksum,expiration")
                .header("Tus-Checksum-Algorithm", PartChecksum.NAMES)
                .header("Tus-Max-Size", settings.limits().fileBytes())
                .build();
    }

    /** Begins an upload. {@return 201 with its address} */
    @POST
    @Operation(
            summary =
                    "Begin an upload by tus 1.0: Upload-Length, Upload-Metadata: filename, sha256?, voice?, waveform?")
    @APIResponse(responseCode = "201", description = "Location is the address of the upload")
    @APIResponse(responseCode = "400", description = "The file is empty, or its name is not valid")
    @APIResponse(
            responseCode = "409",
            description = "Too many files that are not sent, or no space left for the account")
    @APIResponse(responseCode = "413", description = "The file is too large")
    @APIResponse(responseCode = "507", description = "The server has no space left for files")
    public Response begin(
            @HeaderParam(VERSION_HEADER) String version,
            @HeaderParam(LENGTH) String length,
            @HeaderParam("Upload-Metadata") String metadata) {
        requireVersion(version);
        long size = size(length);
        var file = UploadMetadata.parse(metadata).toFile(current.require().accountId(), size);
        rateLimiter.acquireRequestPermit();
        FileState begun = limiter.begin(file.accountId(), () -> uploads.begin(file));
        return Response.status(201)
                .header(HttpHeaders.LOCATION, "/api/uploads/" + begun.file().id())
                .header(EXPIRES, Date.from(begun.expiresAt()))
                .header(OFFSET, 0)
                .build();
    }

    private long size(String length) {
        long size = WholeNumber.parse(length)
                .orElseThrow(() -> new RejectedException(400, Translations.text("upload.length")));
        if (size == 0) {
            throw new RejectedException(400, Translations.text("file.empty"));
        }
        long most = settings.limits().fileBytes();
        if (size > most) {
            throw new RejectedException(413, Translations.text("file.tooLarge", most / MIB));
        }
        return size;
    }

    /** {@return how many bytes of an upload have arrived} */
    @HEAD
    @Path("{upload}")
    @Operation(summary = "How many bytes of an upload have arrived: Upload-Offset")
    public Response offset(@PathParam("upload") String id) {
        FileState file = require(id);
        return Response.ok()
                .header(OFFSET, limiter.run(file.accountId(), () -> uploads.offset(file)))
                .header(LENGTH, file.file().size())
                .header(EXPIRES, Date.from(file.expiresAt()))
                .build();
    }

    /** Appends a part. {@return 204 with the new offset} With the last byte the file is finished. */
    @PATCH
    @Path("{upload}")
    @Consumes(PART)
    @Operation(summary = "Append a part of at most 262,144 bytes at Upload-Offset, with Upload-Checksum if you like")
    @APIResponse(responseCode = "204", description = "Upload-Offset is the new one; at the end the file is finished")
    @APIResponse(responseCode = "409", description = "Upload-Offset is another one: ask by HEAD")
    @APIResponse(responseCode = "422", description = "The file is rejected, and the upload removed")
    @APIResponse(responseCode = "423", description = "Another part of this upload is being written")
    @APIResponse(responseCode = "460", description = "The checksum does not match; nothing of the part was kept")
    public Response append(
            @PathParam("upload") String id,
            @HeaderParam(VERSION_HEADER) String version,
            @HeaderParam(OFFSET) String offset,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
            @HeaderParam("Upload-Checksum") String checksum,
            InputStream part) {
        requireVersion(version);
        long from = WholeNumber.parse(offset)
                .orElseThrow(() -> new RejectedException(400, Translations.text("upload.offset.missing")));
        PartChecksum expected = PartChecksum.parse(checksum);
        long bytes = WholeNumber.parse(length).orElse(0);
        long accountId = current.require().accountId();
        long now = limiter.run(
                accountId, () -> uploads.append(uploads.require(id, accountId), from, part, bytes, expected));
        return Response.noContent().header(OFFSET, now).build();
    }

    /** {@return the finished file; 404 before} */
    @GET
    @Path("{upload}")
    @Operation(summary = "Your finished file that is not sent yet, as messages have it")
    public FileDto file(@PathParam("upload") String id) {
        FileState file = require(id);
        if (!file.isFinished()) {
            throw new RejectedException(404, Translations.text("upload.notFound"));
        }
        return file.file();
    }

    /** Sets the alternative text <code>{alt}</code> of a finished file that is not sent; null or blank for none. {@return the file} */
    @PUT
    @Path("{upload}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Describe your finished file that is not sent yet: {alt}")
    public FileDto describe(@PathParam("upload") String id, JsonBody body) {
        String alt = body.textOrNull("alt");
        body.check();
        String stripped = alt == null || alt.isBlank() ? null : alt.strip();
        if (stripped != null && stripped.length() > MAX_ALT) {
            throw new InvalidInputException("alt", Translations.text("file.alt.tooLong", MAX_ALT));
        }
        if (stripped != null && !MessageText.isStorable(stripped)) {
            throw new InvalidInputException("alt", Translations.text("file.alt.characters"));
        }
        rateLimiter.acquireRequestPermit();
        FileState file = require(id);
        return files.describe(file.file().id(), file.accountId(), stripped)
                .orElseThrow(() -> new RejectedException(404, Translations.text("upload.notFound")));
    }

    /** Removes an upload, finished or not, that is not sent. {@return 204} */
    @DELETE
    @Path("{upload}")
    @Operation(summary = "Remove your upload, finished or not, that is not sent")
    @APIResponse(responseCode = "423", description = "A part of this upload is being written")
    public Response remove(@PathParam("upload") String id) {
        rateLimiter.acquireRequestPermit();
        uploads.remove(require(id));
        return Response.noContent().build();
    }

    private FileState require(String id) {
        return uploads.require(id, current.require().accountId());
    }

    private static void requireVersion(String version) {
        if (!TusHeadersFilter.VERSION.equals(version)) {
            throw new RejectedException(
                    TusHeadersFilter.PRECONDITION_FAILED,
                    Translations.text("upload.version", TusHeadersFilter.VERSION));
        }
    }
}
