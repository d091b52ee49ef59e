package org.chatboard.testing;

/** A tone in place of the microphone of a page. */
public final class Microphone {
    /** Makes recordings contain a tone; the page's {@code microphone} is its stream. */
    public static final String TONE = """
            () => void (navigator.mediaDevices.getUserMedia = async () => {
                const context = new AudioContext();
                const tone = context.createOscillator();
                const { stream } = tone.connect(context.createMediaStreamDestination());
                tone.start();
                window.microphone = stream;
                return stream;
            })""";

    private Microphone() {}
}
