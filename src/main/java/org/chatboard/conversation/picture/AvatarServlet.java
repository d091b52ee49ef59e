package org.chatboard.conversation.picture;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomPictureQuery;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.image.MediaInspector;

/**
 * Sends the avatar of a person at {@code /avatars/ACCOUNT/VERSION}, and the picture of a room at {@code /avatars/room-ROOM/VERSION}. A browser
 * keeps it, since another picture has another address. To accounts that do not see the person, or are no members of the room, there is none.
 * Each has some kilobytes, so that it is sent at once.
 */
@WebServlet(AvatarServlet.PATH + "*")
public class AvatarServlet extends HttpServlet {
    /** The path of the pictures. */
    public static final String PATH = "/avatars/";

    private static final long serialVersionUID = 1L;
    private static final Pattern ADDRESS = Pattern.compile("/(room-)?(\\d{1,18})/([0-9a-f]{16})");

    @Inject
    transient CurrentAccount current;

    @Inject
    transient PeopleVisibility visibility;

    @Inject
    transient AccountService accounts;

    @Inject
    transient RoomAccess rooms;

    @Inject
    transient RoomPictureQuery pictures;

    @Inject
    transient ContentStore contents;

    @Inject
    transient MediaInspector media;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> content = find(request.getPathInfo());
        if (content.isEmpty() || !send(content.get(), request, response)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private Optional<String> find(String path) {
        Matcher address = ADDRESS.matcher(path == null ? "" : path);
        if (!address.matches()) {
            return Optional.empty();
        }
        long id = Long.parseLong(address.group(2));
        Optional<String> found = address.group(1) == null ? ofPerson(id) : ofRoom(id);
        return found.filter(hash -> hash.startsWith(address.group(3)));
    }

    private Optional<String> ofPerson(long account) {
        SignedInAccount viewer = current.require();
        return accounts.avatar(account).filter(hash -> visibility.sees(viewer, account));
    }

    private Optional<String> ofRoom(long id) {
        return rooms.find(id, current.require().accountId(), RoomAction.SEE)
                .flatMap(room -> pictures.find(room.roomId()));
    }

    /** {@return false if it has been replaced and deleted since its row was read} */
    private boolean send(String sha256, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Path file = contents.content(sha256);
        byte[] picture;
        String type;
        try {
            type = media.inspect(file).type();
            picture = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return false;
        }
        String tag = '"' + sha256 + '"';
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "private, max-age=604800, immutable");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        response.setContentType(type);
        response.setContentLength(picture.length);
        response.getOutputStream().write(picture);
        return true;
    }
}
