package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final int JAVA_8_CLASS_FILES = 52;

    @Test
    void readsOldAndNewVersionNumbers() {
        assertThat(Main.feature("1.8")).isEqualTo(8);
        assertThat(Main.feature("11")).isEqualTo(11);
        assertThat(Main.feature("25")).isEqualTo(25);
    }

    @Test
    void reportsAnOldJavaAndWhatToDo() {
        assertThat(Main.tooOld("1.8", "/usr/lib/jvm/java-8"))
                .startsWith("ChatBoard needs Java 17 or newer; this is Java 8 (/usr/lib/jvm/java-8).")
                .contains("apt-get install")
                .doesNotContain("\n");
    }

    @Test
    void canBeLoadedByJava8() throws IOException {
        try (DataInputStream file = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
            file.readInt(); // the magic number
            file.readUnsignedShort(); // the minor version
            assertThat(file.readUnsignedShort()).isEqualTo(JAVA_8_CLASS_FILES);
        }
    }
}
