package org.chatboard.chat.wire;

import static org.chatboard.chat.wire.ServerFrameTest.ANN;
import static org.chatboard.chat.wire.ServerFrameTest.TIME;

import jakarta.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chatboard.chat.request.HelloHandler;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.message.Attachments;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.Quote;
import org.chatboard.conversation.message.ReactionGroup;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyLevelChanged;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.presence.Presence;
import org.chatboard.conversation.presence.PresenceState;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.Theme;
import org.chatboard.testing.Json;

/** Samples of every frame that the server writes: with all optional fields, and with none. */
final class FrameSamples {
    /** Methods of {@link ServerFrame} that write no whole frame, but the body of a REST answer or a part of a frame. */
    private static final Set<String> NO_FRAMES =
            Set.of("ackFields", "pageFields", "roomFields", "rooms", "state", "frame", "object");

    private static final List<Class<?>> WRITERS =
            List.of(ServerFrame.class, NotificationFrame.class, ReceiptFrame.class);

    private final Map<String, List<JsonObject>> byType = new LinkedHashMap<>();
    private final Set<String> methods = new TreeSet<>();

    FrameSamples() {
        Preferences all = new Preferences("de", Theme.DARK, true, true, true, true, true);
        Map<String, Long> limits = HelloHandler.limits(org.chatboard.platform.config.Settings.of(Map.of()));
        Quote quote = new Quote(1, 1, ANN, "quoted", TIME, 2);
        MessageDto.Updates later = new MessageDto.Updates(TIME, TIME, 9L, List.of(new ReactionGroup("x", List.of(5L))));
        FileDto picture = new FileDto("f-1", "a.png", 9, "image/png", 4, 3, "a cat", null, null);
        FileDto voice = new FileDto("f-2", "b.ogg", 9, "audio/ogg", null, null, null, 1_500L, "0194");
        Attachments files = Attachments.of(List.of(picture, voice));
        MessageDto full = new MessageDto(
                11, 7, 3, 2, ANN, "c-1", "text", TIME, 1L, quote, later, null, new Mentions(List.of(5L), true), files);
        MessageDto answer = new MessageDto(
                12,
                7,
                4,
                3,
                ANN,
                "c-2",
                "text",
                TIME,
                1L,
                new Quote(1, 1, ANN, "q", null, 0),
                MessageDto.Updates.NONE,
                null,
                Mentions.NONE,
                Attachments.NONE);
        MessageDto plain = new MessageDto(
                13,
                7,
                5,
                4,
                ANN,
                "c-3",
                "x",
                TIME,
                null,
                null,
                MessageDto.Updates.NONE,
                null,
                Mentions.NONE,
                Attachments.NONE);
        Person pictured = new Person(ANN.id(), ANN.username(), ANN.displayName(), "0123456789abcdef");
        RoomEvent told = new RoomEvent(RoomEvent.Kind.ROLE, pictured, "OWNER");
        MessageDto event = new MessageDto(
                14,
                7,
                6,
                4,
                ANN,
                "c-4",
                "",
                TIME,
                null,
                null,
                MessageDto.Updates.NONE,
                told,
                Mentions.NONE,
                Attachments.NONE);
        RoomOverview gone = room(new RoomOverview.LastMessage(11, 5, "", TIME, TIME, told, 2));
        RoomOverview said = room(new RoomOverview.LastMessage(11, 5, "hi", TIME, null, null, 0));
        ReceiptsMoved.Moved moved = new ReceiptsMoved.Moved(7, 5, 4, 3, 3, TIME, 2, 1L, true);
        add(
                "welcome",
                ServerFrame.welcome(
                        new ServerFrame.Greeting(ANN, all, TIME, 25_000, limits),
                        List.of(gone, said),
                        List.of(new NotificationPolicy.Missed(7, 2, NotifyReason.MENTION)),
                        true),
                ServerFrame.welcome(
                        new ServerFrame.Greeting(ANN, Preferences.DEFAULT, TIME, 25_000, limits),
                        List.of(room(null)),
                        List.of(),
                        false));
        add("room", ServerFrame.room(gone), ServerFrame.room(said), ServerFrame.room(room(null)));
        add(
                "ack",
                ServerFrame.ack(new Ack("c-1", 7, 11, 3, TIME, true)),
                ServerFrame.ack(new Ack("c-1", 7, 11, 3, TIME, false)));
        add(
                "message",
                ServerFrame.message(full, true),
                ServerFrame.message(answer, true),
                ServerFrame.message(event, true),
                ServerFrame.message(plain, false),
                ServerFrame.message(plain, NotifyReason.REPLY));
        add("change", ServerFrame.change(9, ChangeKind.EDIT, full, true));
        add("page", ServerFrame.page(new MessagePage(7, List.of(full, plain, event), 1, 9, true, List.of()), 5));
        add("synced", ServerFrame.synced(7, 1, 9, true), ServerFrame.synced(7, 1, 9, false));
        add("gone", ServerFrame.gone(7));
        add("reset", ServerFrame.reset(7, "e1", 9));
        add(
                "receipt",
                ReceiptFrame.receipt(moved, true),
                ReceiptFrame.receipt(moved, false),
                ReceiptFrame.receipt(7, 5, Optional.empty()),
                ReceiptFrame.receipt(7, 5, Optional.of(new RoomOverview.MemberReceipt(5, 2, 1, TIME))));
        add("typing", ServerFrame.typing(7, 5, true));
        add(
                "presence",
                ServerFrame.presence(new Presence(5, PresenceState.OFFLINE, TIME)),
                ServerFrame.presence(Presence.unknown(5)));
        add("person", ServerFrame.person(ANN, true), ServerFrame.person(ANN, false));
        add("preferences", ServerFrame.preferences(all));
        add(
                "error",
                ServerFrame.error(ErrorCode.INTERNAL, "No.", "c-1", 7L, 90, "0a1b2c3d"),
                ServerFrame.error(ErrorCode.BAD_JSON, "No.", null, null, 0));
        add("ping", ServerFrame.ping(3));
        add("bye", ServerFrame.bye(CloseCode.RESTART));
        add("level", NotificationFrame.level(new NotifyLevelChanged(7, 5, NotifyLevel.MENTIONS)));
        add("test", NotificationFrame.test("c-1"));
    }

    private static RoomOverview room(RoomOverview.LastMessage last) {
        List<RoomOverview.MemberReceipt> reached = List.of(new RoomOverview.MemberReceipt(5, 2, 1, TIME));
        boolean all = last != null && last.deletedAt() != null;
        return new RoomOverview(
                7,
                RoomKind.PUBLIC,
                "Lunch",
                all ? "At noon" : null,
                all ? "0123456789abcdef" : null,
                all ? TIME : null,
                List.of(ANN),
                2,
                RoomRole.OWNER,
                "e1",
                3,
                1,
                2,
                reached,
                1,
                1,
                NotifyLevel.ALL,
                last);
    }

    private void add(String method, String... frames) {
        methods.add(method);
        Arrays.stream(frames).map(Json::parse).forEach(frame -> byType.computeIfAbsent(
                        frame.getString("type"), type -> new ArrayList<>())
                .add(frame));
    }

    /** {@return the samples; the key is the {@code type} of the frame} */
    Map<String, List<JsonObject>> byType() {
        return byType;
    }

    /** {@return the names of the methods that wrote the samples} */
    Set<String> methods() {
        return methods;
    }

    /** {@return the names of all methods of the server that write a whole frame} */
    static Set<String> methodsOfTheCode() {
        Set<String> names = new TreeSet<>();
        for (Class<?> writer : WRITERS) {
            for (Method method : writer.getDeclaredMethods()) {
                boolean writes = method.getReturnType() == String.class && !Modifier.isPrivate(method.getModifiers());
                if (writes && !method.isSynthetic() && !NO_FRAMES.contains(method.getName())) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }
}
