package org.chatboard.people.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.chatboard.people.name.DisplayNameRules;
import org.chatboard.people.name.NameKey;
import org.chatboard.people.name.SearchWords;
import org.chatboard.people.name.UsernameRules;

/** The account of one person. */
@Entity
@Table(name = "account") // constraints and indexes: db/migration
@NamedQuery(name = Account.FIND_BY_USERNAME, query = "SELECT a FROM Account a WHERE a.username = :username")
@NamedQuery(name = Account.FIND_ALL, query = "SELECT a.id FROM Account a")
@NamedQuery(
        name = Account.FIND_ADMINISTRATORS,
        query = "SELECT a.id FROM Account a WHERE a.role = :role AND a.disabledAt IS NULL")
@NamedQuery(name = Account.FIND_BY_ROLE, query = "SELECT a.id FROM Account a WHERE a.role = :role")
@NamedQuery(
        name = Account.REPLACE_HASH,
        query = "UPDATE Account a SET a.passwordHash = :newHash WHERE a.id = :id AND a.passwordHash = :oldHash")
@NamedQuery(
        name = Account.LIST_PEOPLE,
        query = "SELECT a FROM Account a WHERE a.nameKey >= :key AND (a.nameKey > :key OR a.id > :id)"
                + " AND a.id <> :self AND a.disabledAt IS NULL AND a.role <> :left ORDER BY a.nameKey, a.id")
@NamedQuery(
        name = Account.ENABLED_ROLE,
        query = "SELECT a.role FROM Account a WHERE a.id = :id AND a.disabledAt IS NULL")
class Account {
    static final String FIND_BY_USERNAME = "Account.findByUsername";
    static final String FIND_ALL = "Account.findAll";
    static final String FIND_ADMINISTRATORS = "Account.findAdministrators";
    static final String FIND_BY_ROLE = "Account.findByRole";
    static final String REPLACE_HASH = "Account.replaceHash";
    static final String LIST_PEOPLE = "Account.listPeople";
    static final String ENABLED_ROLE = "Account.enabledRole";

    /** The role of a new account. */
    static final String USER = "USER";

    /** The role of an administrator. */
    static final String ADMIN = "ADMIN";

    /** The role of an account that sees the rooms it is a member of, and nothing else. */
    static final String GUEST = "GUEST";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
    @SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 50)
    private Long id;

    @Column(nullable = false, updatable = false, length = 32)
    private String username;

    @Column(name = "display_name", nullable = false, length = 2 * DisplayNameRules.MAX_CODE_POINTS)
    private String displayName;

    @Column(name = "name_key", nullable = false, length = NameKey.MAX_LENGTH)
    private String nameKey;

    /** The words by which people find this account; see {@link SearchWords}. Only {@link PeopleSearch} reads them. */
    @ElementCollection
    @CollectionTable(name = "account_word", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "word", nullable = false, length = SearchWords.MAX_LENGTH)
    private Set<String> searchWords = new HashSet<>();

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(nullable = false, length = 16)
    private String role;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "disabled_at")
    private Instant disabledAt;

    /** Hash of the content that is the avatar, or null. */
    @Column(length = 64)
    private String avatar;

    /** For JPA. */
    protected Account() {}

    /**
     * Creates a new account.
     *
     * @param username a username that is valid by {@link UsernameRules}
     * @param displayName a name that is valid by {@link DisplayNameRules}
     * @param passwordHash a PHC string
     * @param role {@link #USER}, {@link #ADMIN} or {@link #GUEST}
     */
    Account(String username, String displayName, String passwordHash, String role, Instant createdAt) {
        this.role = role;
        this.username = username;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
        rename(displayName);
    }

    final void rename(String newDisplayName) {
        displayName = newDisplayName;
        nameKey = NameKey.of(newDisplayName);
        Set<String> words = SearchWords.of(newDisplayName, username);
        searchWords.retainAll(words); // keeps the unchanged rows, which JPA then does not write again
        searchWords.addAll(words);
    }

    void changePassword(String newHash) {
        passwordHash = newHash;
    }

    /** {@return the hash of the former avatar, or null} */
    String changeAvatar(String newAvatar) {
        String former = avatar;
        avatar = newAvatar;
        return former;
    }

    void makeAdministrator() {
        role = ADMIN;
    }

    PasswordCredential toCredential() {
        return new PasswordCredential(id, username, passwordHash);
    }

    Person toPerson() {
        return new Person(id, username, displayName, avatar);
    }

    PersonChanged toPersonChanged() {
        return new PersonChanged(toPerson(), role.equals(GUEST));
    }

    ListedPerson toListedPerson() {
        return new ListedPerson(nameKey, FoundPerson.of(toPerson(), role.equals(GUEST)));
    }

    Long id() {
        return id;
    }

    String username() {
        return username;
    }

    String displayName() {
        return displayName;
    }

    String avatar() {
        return avatar;
    }

    String passwordHash() {
        return passwordHash;
    }

    String role() {
        return role;
    }

    Instant disabledAt() {
        return disabledAt;
    }

    boolean isDisabled() {
        return disabledAt != null;
    }
}
