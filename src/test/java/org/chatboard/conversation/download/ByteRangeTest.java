package org.chatboard.conversation.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 10;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=0-10, 0, 10",
        "bytes=9-, 9, 1",
        "bytes=9-9, 9, 1",
        "bytes=3-5, 3, 3",
        "bytes=5-999999999999999999, 5, 5",
        "bytes=-1, 9, 1",
        "bytes=-10, 0, 10",
        "bytes=-11, 0, 10"
    })
    void readsOneRange(String header, long start, long length) {
        assertThat(ByteRange.of(header, SIZE)).contains(new ByteRange(start, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-3",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=a-b",
                "bytes=1e3-",
                "bytes=0-9999999999999999999"
            })
    void takesTheWholeFileForWhatIsNoRange(String header) {
        assertThat(ByteRange.of(header, SIZE)).contains(ByteRange.whole(SIZE));
        assertThat(ByteRange.of(null, SIZE)).contains(ByteRange.whole(SIZE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
    void findsNothingBehindTheEnd(String header) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(Optional.empty());
    }
}
