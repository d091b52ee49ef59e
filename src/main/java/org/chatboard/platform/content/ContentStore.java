package org.chatboard.platform.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.platform.config.Settings;

/**
 * The folder {@code files} of the data directory: contents at {@code content/ab/abcdef…} by their SHA-256, renditions of pictures beside
 * them at {@code renditions/ab/abcdef…-WIDTH.jpg}, and files under way in {@code uploads}. {@link ContentService} decides what is placed and
 * deleted.
 */
@ApplicationScoped
public class ContentStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UPLOAD = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern RENDITION = Pattern.compile("[0-9a-z]+\\.[a-z]+");
    private static final String TEMPORARY = ".tmp-"; // no id begins with a dot
    private static final int FOLDER_NAME = 2;
    private static final int HASH_LENGTH = 64;
    private static final boolean FORCES_FOLDERS = !System.getProperty("os.name").startsWith("Windows");

    private Path root;

    /** For the container's proxy. */
    protected ContentStore() {}

    /** Creates the bean; {@code settings} has the data directory. */
    @Inject
    public ContentStore(Settings settings) {
        root = settings.dataDirectory().resolve("files");
    }

    /**
     * {@return the file of an upload under way; it need not exist}
     *
     * @throws IllegalArgumentException if the id is none of a file
     */
    public Path upload(String id) {
        return uploads().resolve(checked(UPLOAD, id));
    }

    /** {@return a new empty file in the folder of uploads} The caller deletes it, or the next clean-up does. */
    public Path newTemporary() throws IOException {
        return Files.createTempFile(Files.createDirectories(uploads()), TEMPORARY, "");
    }

    /** {@return a second name of a file, as a temporary one; of a copy where the disk has no links} The caller deletes it. */
    public Path link(Path file) throws IOException {
        Path link = newTemporary();
        Files.delete(link);
        try {
            return Files.createLink(link, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            return Files.copy(file, link);
        }
    }

    /**
     * {@return the file of a content; it need not exist}
     *
     * @throws IllegalArgumentException if the hash is none
     */
    public Path content(String sha256) {
        return folder("content", sha256).resolve(sha256);
    }

    /**
     * {@return the file of a rendition of a content; neither it nor its folder need exist}
     *
     * @param variant name of the rendition among those of this content, such as {@code 320.jpg}
     * @throws IllegalArgumentException if the hash is none, or the variant not of letters and digits with one dot
     */
    public Path rendition(String sha256, String variant) {
        return folder("renditions", sha256).resolve(sha256 + "-" + checked(RENDITION, variant));
    }

    private Path folder(String kind, String sha256) {
        return root.resolve(kind).resolve(checked(SHA256, sha256).substring(0, FOLDER_NAME));
    }

    private Path uploads() {
        return root.resolve("uploads");
    }

    /** {@return the SHA-256 of a file in hexadecimal, lower case} */
    public static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Writes the bytes of a file through to the disk, and makes the folder of its content, before a transaction places it. */
    public void prepare(Path file, String sha256) throws IOException {
        force(file, StandardOpenOption.WRITE);
        Files.createDirectories(content(sha256).getParent());
    }

    /**
     * Renames a prepared file into its place. Bytes that are there already are replaced by the same bytes, and stay if the file is gone: a
     * transaction that was rolled back had placed it.
     */
    void place(Path file, String sha256) throws IOException {
        Path content = content(sha256);
        try {
            Files.move(file, content, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            if (Files.notExists(content)) {
                throw e;
            }
        }
        if (FORCES_FOLDERS) {
            force(content.getParent(), StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /** Deletes the bytes of a content and its renditions, if they are there. */
    void delete(String sha256) throws IOException {
        for (Path rendition : list(folder("renditions", sha256))) {
            if (rendition.getFileName().toString().startsWith(sha256)) {
                Files.deleteIfExists(rendition);
            }
        }
        Files.deleteIfExists(content(sha256));
    }

    /** {@return the hashes of all bytes and renditions whose hashes begin with the same byte} */
    Set<String> hashes(int firstByte) throws IOException {
        String folder = HexFormat.of().toHexDigits((byte) firstByte);
        Set<String> hashes = names(root.resolve("content").resolve(folder));
        names(root.resolve("renditions").resolve(folder)).stream()
                .map(name -> name.substring(0, Math.min(HASH_LENGTH, name.length())))
                .forEach(hashes::add);
        hashes.removeIf(name -> !SHA256.matcher(name).matches());
        return hashes;
    }

    /** {@return the ids of the uploads that have bytes} */
    public Set<String> uploadIds() throws IOException {
        Set<String> ids = names(uploads());
        ids.removeIf(name -> !UPLOAD.matcher(name).matches());
        return ids;
    }

    /** {@return the temporary files that were last written before a time} */
    public List<Path> temporaryFiles(Instant before) throws IOException {
        List<Path> old = new ArrayList<>();
        for (Path path : list(uploads())) {
            if (path.getFileName().toString().startsWith(TEMPORARY)
                    && Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                old.add(path);
            }
        }
        return old;
    }

    private static Set<String> names(Path folder) throws IOException {
        return list(folder).stream()
                .map(path -> path.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static String checked(Pattern pattern, String name) {
        if (!pattern.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a stored file");
        }
        return name;
    }
}
