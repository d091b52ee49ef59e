package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.proof.FileUploads.UploadedFile;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.Uploads;

/**
 * Compares the files of all messages with what was uploaded: each is whole by its hash for the members of the room, and those of deleted
 * messages are gone, from the disk too.
 */
final class FileCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, UploadedFile> uploaded;
    private final Set<String> live = new HashSet<>(); // hashes that something refers to
    private long attached;
    private long deleted;
    private long broken;

    /** @param uploads of all accounts; they are finished */
    FileCheck(Collection<FileUploads> uploads) {
        uploaded = uploads.stream()
                .flatMap(each -> each.finished().stream())
                .collect(Collectors.toMap(UploadedFile::id, Function.identity()));
        uploads.stream().flatMap(each -> each.unattached().stream()).forEach(file -> live.add(file.sha256()));
    }

    /**
     * Checks the files of the messages that a client has sent.
     *
     * @param readers the members of each room
     */
    void check(ResumingClient sender, Map<Long, StoredRoom> rooms, Map<Long, List<Member>> readers) {
        for (Map.Entry<String, RequestLog.Acked> ack :
                sender.requests().acknowledged().entrySet()) {
            JsonObject request = sender.requests().sent().get(ack.getKey());
            long room = ack.getValue().room();
            List<String> ids = ExpectedRoom.ids(request);
            if (!ids.isEmpty()) {
                JsonObject message =
                        rooms.get(room).messages().get(ack.getValue().seq());
                List<Member> members = readers.get(room);
                Member reader = members.get((int) (ack.getValue().seq() % members.size()));
                check(ids, message, reader.rest());
            }
        }
    }

    private void check(List<String> ids, JsonObject message, RestClient reader) {
        boolean isDeleted = message.containsKey("deletedAt");
        for (int i = 0; i < ids.size(); i++) {
            UploadedFile file = uploaded.get(ids.get(i));
            if (isDeleted) {
                deleted++;
                broken += download(reader, file).status() == 404 ? 0 : 1;
            } else {
                attached++;
                live.add(file.sha256());
                JsonObject shown = message.getJsonArray("files").getJsonObject(i);
                boolean same = shown.getString("id").equals(file.id())
                        && shown.getString("name").equals(file.name())
                        && Json.number(shown, "size") == file.size()
                        && isWhole(download(reader, file), file);
                broken += same ? 0 : 1;
            }
        }
    }

    private static Answer download(RestClient reader, UploadedFile file) {
        return reader.get("/files/" + file.id() + "/" + file.name().replace(" ", "%20"));
    }

    private static boolean isWhole(Answer answer, UploadedFile file) {
        return answer.status() == 200
                && Uploads.sha256(answer.body().getBytes(StandardCharsets.UTF_8))
                        .equals(file.sha256());
    }

    /** Waits until the folder of contents has exactly those that something refers to; they are removed after the commit. */
    void awaitDisk(Path data) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(contents(data.resolve("files").resolve("content")))
                        .as("contents on the disk")
                        .isEqualTo(new TreeSet<>(live)));
    }

    private static Set<String> contents(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how many files of messages there are} */
    long attached() {
        return attached;
    }

    /** {@return how many files of deleted messages there were} */
    long deleted() {
        return deleted;
    }

    /** {@return how many files are not as they were uploaded, or still there although their message is deleted} */
    long broken() {
        return broken;
    }
}
