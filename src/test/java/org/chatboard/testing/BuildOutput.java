package org.chatboard.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Prints to the output of the build. Surefire and Failsafe redirect the standard output of tests to files. */
public final class BuildOutput {
    private BuildOutput() {}

    /** Prints lines to standard error of this JVM, past the redirection. */
    public static void print(String lines) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true).println(lines);
    }
}
