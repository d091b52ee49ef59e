package org.chatboard.conversation.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chatboard.conversation.search.SearchPage.Mark;

/** What the search looks at of a message: its text and the names of its files. */
final class SearchedMessage {
    /** Most marks of a message, so that a letter in a long text does not make the answer longer than the text. */
    private static final int MAX_MARKS = 100;

    private final List<SearchText> texts;
    private final List<SearchText> names;

    SearchedMessage(String text, List<String> fileNames) {
        texts = forms(text).toList();
        names = fileNames.stream().flatMap(SearchedMessage::forms).toList();
    }

    /** {@return the text, and the same with ä as ae if it has such letters} */
    private static Stream<SearchText> forms(String text) {
        return Stream.concat(Stream.of(SearchText.of(text)), SearchText.spelledOut(text).stream());
    }

    /** {@return the texts by which the index finds it} */
    List<SearchText> all() {
        return Stream.concat(texts.stream(), names.stream()).toList();
    }

    /** {@return whether each word is somewhere in it} */
    boolean hasAll(List<SearchWord> words) {
        return words.stream().allMatch(word -> all().stream()
                .anyMatch(text -> !word.find(text).isEmpty()));
    }

    /** {@return where the words are in the text, in order; none overlap} */
    List<Mark> marks(List<SearchWord> words) {
        List<Mark> found = new ArrayList<>();
        for (SearchText text : texts) {
            for (SearchWord word : words) {
                for (int index : word.find(text)) {
                    int start = text.startOf(index);
                    found.add(new Mark(start, text.endOf(index + word.length() - 1) - start));
                }
            }
        }
        found.sort(Comparator.comparing(Mark::start).thenComparing(Mark::length));
        return merged(found);
    }

    private static List<Mark> merged(List<Mark> sorted) {
        List<Mark> merged = new ArrayList<>();
        for (Mark mark : sorted) {
            Mark last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && mark.start() <= last.end()) {
                int end = Math.max(last.end(), mark.end());
                merged.set(merged.size() - 1, new Mark(last.start(), end - last.start()));
            } else if (merged.size() < MAX_MARKS) {
                merged.add(mark);
            } else {
                break;
            }
        }
        return List.copyOf(merged);
    }
}
