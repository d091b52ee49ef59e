package org.chatboard.benchmark;

import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Texts as people write them, as far as a search notices: words of a vocabulary, few of which are frequent, and one text of ten in Chinese
 * characters. The text of an id is always the same.
 */
final class SearchTexts implements LongFunction<String> {
    /** In every second text. */
    static final String COMMON = "the";

    /** In one text of a hundred thousand. */
    static final String RARE = "zanzibar";

    private static final int VOCABULARY = 20_000;
    private static final int RARE_EVERY = 100_000;
    private static final int RARE_AT = 4_321;
    private static final int CHINESE_EVERY = 10;
    private static final int HAN = 0x4E00;
    private static final int HAN_COUNT = 2_500;
    private static final String[] SYLLABLES =
            "ba be bi bo bu da de di do du fa fe fi ga ge go ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no ra re ri ro ru sa se si so su ta te ti to tu va ve wo ner ting sch"
                    .split(" ");

    /** {@return a word of the vocabulary} The lower its rank, the more often it is used. */
    static String word(int rank) {
        Random random = new Random(rank * 7_919L);
        StringBuilder word = new StringBuilder();
        IntStream.range(0, 2 + random.nextInt(3))
                .forEach(n -> word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]));
        return word.append(rank % 2 == 0 ? "" : "s").toString();
    }

    /** {@return two Chinese characters that stand together in the text of an id, or of the nearest one below that has some} */
    static String pair(long id) {
        return new SearchTexts().apply(id / CHINESE_EVERY * CHINESE_EVERY).substring(2, 4);
    }

    @Override
    public String apply(long id) {
        Random random = new Random(id * 31);
        if (id % CHINESE_EVERY == 0) {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, 8 + random.nextInt(12)).forEach(n -> text.appendCodePoint(han(random)));
            return text.toString();
        }
        StringBuilder text = new StringBuilder(id % 2 == 1 ? COMMON : "a");
        IntStream.range(0, 4 + random.nextInt(12)).forEach(n -> text.append(' ').append(word(rank(random))));
        if (id % RARE_EVERY == RARE_AT) {
            text.append(' ').append(RARE);
        }
        return text.append('.').toString();
    }

    /** The frequency of a word falls with its rank, as in languages. */
    private static int rank(Random random) {
        return (int) Math.pow(VOCABULARY, random.nextDouble());
    }

    private static int han(Random random) {
        return HAN + (int) Math.pow(HAN_COUNT, random.nextDouble());
    }
}
