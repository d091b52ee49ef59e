package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.chatboard.testing.DerbyOnly;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the server is full. A small file system stands for the disk; only root can mount it. */
@InBrowser
@DerbyOnly("PostgreSQL is not on the disk of the server.")
class DiskFullE2E {
    private static final int LEFT_FREE = 4 << 20;

    @Test
    void reportsAFullDiskAndSendsTheMessageOnceAfterwards(@TempDir Path mount, Visitors visitors) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/mount"))
                        && run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", mount),
                "A file system could not be mounted: this test needs root on Linux.");
        try (ProxiedServer site = ProxiedServer.start(mount.resolve("data"), Map.of())) {
            Visitor ben = visitors.member(site, "Ben Okafor");
            Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
            ben.openChat(anna);
            anna.send("before");
            assertThat(ben.bubble("before")).isVisible();
            Path filler = fill(mount);
            anna.send("too much");
            assertThat(anna.bubble("too much"))
                    .containsText("Not sent. The server's disk is full, so nothing can be saved");
            assertThat(anna.bubble("too much")).containsText("the folder CHATBOARD_DATA needs free space");
            panelSaysSo(anna.newTab().openPanel());
            Files.delete(filler);
            assertThat(ben.bubble("too much")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            ben.sees("before", "too much");
            anna.sees("before", "too much");
        } finally {
            run("umount", mount);
        }
    }

    private static void panelSaysSo(Visitor panel) {
        panel.button("Connect").click();
        assertThat(panel.page().locator("#state-sentence")).containsText("The connection is open");
        panel.button("send").click();
        panel.button("Send frame").click();
        assertThat(panel.page().getByRole(AriaRole.ALERT)).containsText("The server's disk is full");
    }

    private static Path fill(Path mount) throws IOException {
        Path filler = mount.resolve("filler");
        long free = Files.getFileStore(mount).getUsableSpace();
        Files.write(filler, new byte[(int) free - LEFT_FREE]);
        return filler;
    }

    private static boolean run(Object... command) throws IOException, InterruptedException {
        String[] words = Arrays.stream(command).map(Object::toString).toArray(String[]::new);
        return new ProcessBuilder(words).start().waitFor() == 0;
    }
}
