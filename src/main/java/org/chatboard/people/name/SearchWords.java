package org.chatboard.people.name;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Computes the search words of a person and of a query. A query matches a person if each query word is a prefix of one of the
 * person's search words.
 *
 * <p>A name is split at white space and punctuation. Each part gives one search word: this part and all later parts, joined. The
 * name {@code Jean-Luc O’Neill} gives {@code jeanluconeill}, {@code luconeill}, {@code oneill} and {@code neill}. It matches the
 * queries {@code jean luc}, {@code jean-luc}, {@code jeanluc}, {@code o'neill}, {@code neill} and {@code neill jean}. {@code
 * name-search.js} implements the same rules.
 */
public final class SearchWords {
    /** Maximum length of a search word, in UTF-16 units: the width of its column in the database. Longer words are truncated. */
    public static final int MAX_LENGTH = 64;

    /** Maximum number of search words of one name. Further parts only appear at the end of earlier words. */
    private static final int MAX_PARTS = 32;

    /** Maximum number of words of a query. Further words are ignored. */
    private static final int MAX_QUERY_WORDS = 6;

    private SearchWords() {}

    /** {@return the search words of the display name, of the display name with ä spelled out as ae, and of the username} */
    public static Set<String> of(String displayName, String username) {
        Set<String> words = new LinkedHashSet<>();
        for (String name : List.of(displayName, NameFolding.spellOut(displayName), username)) {
            addSuffixes(NameFolding.fold(name), words);
        }
        return words;
    }

    /** {@return the folded words of a typed query, longest first; empty if the query has only white space and punctuation} */
    public static List<String> ofQuery(String query) {
        return Arrays.stream(NameFolding.SPACES.split(NameFolding.fold(query)))
                .map(word -> NameFolding.SEPARATORS.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .map(word -> NameKey.truncate(word, MAX_LENGTH))
                .distinct()
                .limit(MAX_QUERY_WORDS)
                .sorted((left, right) -> right.length() - left.length())
                .toList();
    }

    /** {@return whether each of the query words of {@link #ofQuery} begins a word of a name or username; never for no words} */
    public static boolean match(List<String> queryWords, String displayName, String username) {
        Set<String> words = of(displayName, username);
        return !queryWords.isEmpty()
                && queryWords.stream().allMatch(query -> words.stream().anyMatch(word -> word.startsWith(query)));
    }

    private static void addSuffixes(String folded, Set<String> words) {
        List<String> parts = Arrays.stream(NameFolding.SEPARATORS.split(folded))
                .filter(part -> !part.isEmpty())
                .toList();
        for (int i = 0; i < Math.min(parts.size(), MAX_PARTS); i++) {
            words.add(NameKey.truncate(String.join("", parts.subList(i, parts.size())), MAX_LENGTH));
        }
    }
}
