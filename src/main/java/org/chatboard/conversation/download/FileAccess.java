package org.chatboard.conversation.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.chatboard.conversation.file.FileService;
import org.chatboard.conversation.file.FileState;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;

/** Decides which files an account may see now: those of the rooms that it may see, and its own finished ones that are not sent. */
@ApplicationScoped
class FileAccess {
    @Inject
    FileService files;

    @Inject
    RoomAccess rooms;

    /** {@return a finished file; empty if there is none, or the account may not see it} */
    Optional<FileState> find(String id, long accountId) {
        return files.find(id).filter(FileState::isFinished).filter(file -> maySee(file, accountId));
    }

    private boolean maySee(FileState file, long accountId) {
        return file.isSent()
                ? rooms.find(file.roomId(), accountId, RoomAction.SEE).isPresent()
                : file.accountId() == accountId;
    }
}
