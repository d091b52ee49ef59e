package org.chatboard.platform.image;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.disk.DiskSpace;

/** Makes the small square pictures of people and rooms, anew from pixels and without metadata. */
@ApplicationScoped
public class SquarePictures {
    /** Pixels of a side: what the largest one on a page needs on a fine screen. A smaller picture keeps its size. */
    static final int SIDE = 256;

    @Inject
    ContentStore contents;

    @Inject
    PictureWorker worker;

    @Inject
    DiskSpace disk;

    /**
     * Makes a square of the middle of a picture and hands it on. The header is checked at once, the rest is done by the thread of pictures.
     *
     * @param accountId who changes the picture
     * @param picture a PNG, JPEG, GIF or WebP
     * @param use what to do with the square, whose file is deleted afterwards unless it was taken into the store
     * @return what {@code use} returns; it fails as {@link Renditions#of} does, and with what {@code use} throws
     * @throws PictureRejectedException if the header is broken or above the limits, or the picture is of another type
     * @throws NoSpaceForPictureException if the disk has only the reserve left
     */
    public <T> CompletionStage<T> make(long accountId, byte[] picture, Function<PreparedPicture, T> use)
            throws IOException {
        if (!disk.hasRoomForFile(picture.length)) {
            throw new NoSpaceForPictureException();
        }
        Path source = contents.newTemporary();
        try {
            Files.write(source, picture);
            PictureHeader header = PictureHeader.read(source).requireDecodable();
            return worker.submit(accountId, () -> prepare(source, header, use))
                    .whenComplete((result, failure) -> delete(source));
        } catch (IOException | RuntimeException e) {
            delete(source);
            throw e;
        }
    }

    private <T> T prepare(Path source, PictureHeader header, Function<PreparedPicture, T> use) throws IOException {
        BufferedImage square = PictureScaler.square(PictureDecoder.decode(source, header), SIDE);
        EncodedPicture encoded = PictureEncoder.encode(PictureScaler.upright(square, header.orientation()));
        Path file = contents.newTemporary();
        try {
            Files.write(file, encoded.bytes());
            String sha256 = ContentStore.sha256(file);
            contents.prepare(file, sha256);
            return use.apply(new PreparedPicture(file, sha256, encoded.bytes().length));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What cannot be deleted now goes with the next clean-up of uploads. */
    private static void delete(Path file) {
        file.toFile().delete();
    }
}
