package org.chatboard.people.name;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The search words of a person. A search finds the people who have, for each of its words, a search word that begins with it.
 *
 * <p>A name is divided at white space and punctuation, and each part makes one search word: itself and all parts after it,
 * joined. So {@code Jean-Luc O’Neill} has {@code jeanluconeill}, {@code luconeill}, {@code oneill} and {@code neill}, and is found by
 * {@code jean luc}, {@code jean-luc}, {@code jeanluc}, {@code o'neill}, {@code neill} and {@code neill jean}. {@code name-search.js} does the same.
 */
public final class SearchWords {
    /** The column's width, in UTF-16 units; a longer word is cut. */
    public static final int MAX_LENGTH = 64;

    /** Parts of a name that make search words; further ones only end those of the parts before. */
    private static final int MAX_PARTS = 32;

    /** Words of a search; further ones are ignored. */
    private static final int MAX_QUERY_WORDS = 6;

    private SearchWords() {}

    /** {@return the search words of a person: of the display name, also with ä as ae, and of the username} */
    public static Set<String> of(String displayName, String username) {
        Set<String> words = new LinkedHashSet<>();
        for (String name : List.of(displayName, NameFolding.spellOut(displayName), username)) {
            addSuffixes(NameFolding.fold(name), words);
        }
        return words;
    }

    /** {@return the words of a search as typed, the longest first; none where nothing in it can be searched for} */
    public static List<String> ofQuery(String query) {
        return Arrays.stream(NameFolding.SPACES.split(NameFolding.fold(query)))
                .map(word -> NameFolding.SEPARATORS.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .map(word -> NameKey.cut(word, MAX_LENGTH))
                .distinct()
                .limit(MAX_QUERY_WORDS)
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    private static void addSuffixes(String folded, Set<String> words) {
        List<String> parts = Arrays.stream(NameFolding.SEPARATORS.split(folded))
                .filter(part -> !part.isEmpty())
                .toList();
        for (int i = 0; i < Math.min(parts.size(), MAX_PARTS); i++) {
            words.add(NameKey.cut(String.join("", parts.subList(i, parts.size())), MAX_LENGTH));
        }
    }
}
