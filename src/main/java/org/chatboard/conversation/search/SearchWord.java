package org.chatboard.conversation.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A word of a query: what stands between two spaces. It is found anywhere inside a word; if it is too short for {@link Grams}, it is found
 * where it stands between other characters than its own kind, as {@code C} in {@code C++}.
 */
public final class SearchWord {
    private final SearchText word;
    private final boolean whole;

    private SearchWord(SearchText word) {
        this.word = word;
        this.whole = grams(word).isEmpty();
    }

    /** {@return the distinct words of a query, empty if it has nothing that can be seen} */
    static List<SearchWord> of(String query) {
        SearchText text = SearchText.of(query);
        Map<String, SearchWord> words = new LinkedHashMap<>();
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || text.isSpaceAt(end)) {
                if (end > start) {
                    SearchText part = text.part(start, end);
                    words.putIfAbsent(part.toString(), new SearchWord(part));
                }
                start = end + 1;
            }
        }
        return List.copyOf(words.values());
    }

    /** {@return what the index must contain; texts that have it may still lack the word} */
    Query toQuery(String field) {
        if (whole) {
            return runs(field);
        }
        List<Gram> grams = grams(word);
        if (grams.size() == 1) {
            return new TermQuery(new Term(field, grams.get(0).text()));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        grams.forEach(gram -> phrase.add(new Term(field, gram.text()), gram.index()));
        return phrase.build();
    }

    private Query runs(String field) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < word.length(); i++) {
            int length = Grams.runAt(word, i);
            if (length > 0) {
                all.add(new TermQuery(new Term(field, GramStream.runTerm(word.part(i, i + length)))), Occur.FILTER);
            }
        }
        return all.build();
    }

    private record Gram(int index, String text) {}

    private static List<Gram> grams(SearchText word) {
        List<Gram> grams = new ArrayList<>();
        for (int i = 0; i < word.length(); i++) {
            int length = Grams.lengthAt(word, i);
            if (length > 0) {
                grams.add(new Gram(i, word.part(i, i + length).toString()));
            }
        }
        return grams;
    }

    /** {@return where the word is found in a text, by its index of folded characters; none overlap} */
    List<Integer> find(SearchText text) {
        List<Integer> found = new ArrayList<>();
        int index = 0;
        while (index + word.length() <= text.length()) {
            if (isFoundAt(text, index)) {
                found.add(index);
                index += word.length();
            } else {
                index++;
            }
        }
        return found;
    }

    private boolean isFoundAt(SearchText text, int index) {
        return text.hasAt(word, index)
                && (!whole || Grams.isBoundary(text, index) && Grams.isBoundary(text, index + word.length()));
    }

    /** {@return the number of folded characters} */
    int length() {
        return word.length();
    }
}
