package org.chatboard.chat.page;

import org.chatboard.testing.FileToSend;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;

/** A conversation in which one sends files, and the other looks at them on a page whose connection can be cut. */
final class FileConversation {
    final Visitor anna;
    final Visitor ben;
    private final long room;

    FileConversation(ProxiedServer site, Visitors visitors) {
        anna = visitors.member(site, "Anna Schmidt");
        ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        anna.openChat(ben).send("Hello");
        ben.openChat(anna).sees("Hello");
        room = FileToSend.onlyRoomOf(ben);
    }

    void send(String text, FileToSend... files) {
        FileToSend.send(anna, room, text, files);
    }

    void press(String key) {
        ben.page().keyboard().press(key);
    }

    static FileToSend picture(String name, String alt) {
        return FileToSend.picture(name, 640, 480, 0.1f, alt);
    }
}
