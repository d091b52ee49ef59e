package org.chatboard.platform.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.disk.DiskSpace;

/**
 * The renditions of pictures in the content store. All sizes of a picture are made at the first request for any of them, once for all who
 * ask meanwhile, and kept beside the content, with which they are removed. They have no metadata.
 */
@ApplicationScoped
public class Renditions {
    /** The sizes: most pixels of the longer side. */
    public static final List<Integer> SIZES = List.of(2048, 1024, 320);

    private static final List<PictureType> TYPES = List.of(PictureType.JPEG, PictureType.PNG);

    @Inject
    ContentStore contents;

    @Inject
    PictureWorker worker;

    @Inject
    DiskSpace disk;

    private final ConcurrentHashMap<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /** Pictures whose pixels are broken, so that they are not decoded at each request. */
    private final Cache<String, PictureRejection> unreadable = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /**
     * Finds or makes a rendition. Blocks on no decoding.
     *
     * @param sha256 hash of the content, which must be a picture
     * @param size one of {@link #SIZES}
     * @param accountId who asks for it
     * @return the rendition; it fails with a {@code CompletionException} whose cause is {@link PictureRejectedException} if the pixels are
     *     broken, {@link RejectedExecutionException} if too many wait or the disk has only the reserve left, or {@link UncheckedIOException},
     *     with a {@link NoSuchFileException} inside if the content is gone
     */
    public CompletionStage<Rendition> of(String sha256, int size, long accountId) {
        Optional<Rendition> made = find(sha256, size);
        if (made.isPresent()) {
            return CompletableFuture.completedStage(made.get());
        }
        PictureRejection rejection = unreadable.getIfPresent(sha256);
        if (rejection != null) {
            return CompletableFuture.failedStage(new PictureRejectedException(rejection));
        }
        return make(sha256, accountId).thenApply(done -> find(sha256, size)
                .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(sha256))));
    }

    private CompletableFuture<Void> make(String sha256, long accountId) {
        CompletableFuture<Void> made = underWay.computeIfAbsent(
                sha256,
                key -> worker.submit(accountId, () -> {
                    makeAll(key);
                    return null;
                }));
        return made.whenComplete((done, failure) -> underWay.remove(sha256, made));
    }

    private void makeAll(String sha256) throws IOException {
        if (!disk.hasRoomForFile(0)) { // renditions count in no quota
            throw new RejectedExecutionException("the disk has no room for renditions");
        }
        try {
            Path content = contents.content(sha256);
            BufferedImage picture = decode(content);
            for (int size : SIZES) {
                picture = PictureScaler.fit(picture, size); // each from the one before, which costs less
                store(PictureEncoder.encode(picture), sha256, size);
            }
            if (Files.notExists(content)) { // removed meanwhile, and with it only what was there then
                delete(sha256);
            }
        } catch (PictureRejectedException e) {
            unreadable.put(sha256, e.reason());
            throw e;
        }
    }

    private static BufferedImage decode(Path content) throws IOException {
        PictureHeader header = PictureHeader.read(content);
        BufferedImage reduced = PictureScaler.fit(PictureDecoder.decode(content, header), SIZES.get(0));
        return PictureScaler.upright(reduced, header.orientation());
    }

    private void store(EncodedPicture picture, String sha256, int size) throws IOException {
        Path rendition = file(sha256, size, picture.type());
        Path temporary = contents.newTemporary();
        try {
            Files.write(temporary, picture.bytes());
            Files.createDirectories(rendition.getParent());
            Files.move(temporary, rendition, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void delete(String sha256) throws IOException {
        for (int size : SIZES) {
            for (PictureType type : TYPES) {
                Files.deleteIfExists(file(sha256, size, type));
            }
        }
    }

    private Optional<Rendition> find(String sha256, int size) {
        return TYPES.stream()
                .map(type -> new Rendition(file(sha256, size, type), type.mediaType()))
                .filter(rendition -> Files.exists(rendition.file()))
                .findFirst();
    }

    private Path file(String sha256, int size, PictureType type) {
        return contents.rendition(sha256, size + "." + type.extension());
    }
}
