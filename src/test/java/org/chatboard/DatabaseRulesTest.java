package org.chatboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.chatboard.Architecture.CHAT;
import static org.chatboard.Architecture.CONVERSATION;
import static org.chatboard.Architecture.ENVIRONMENT;
import static org.chatboard.Architecture.PEOPLE;
import static org.chatboard.Architecture.method;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import org.chatboard.conversation.message.ChangeQuery;
import org.chatboard.conversation.message.MessageStateQuery;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.PasswordCredential;
import org.chatboard.platform.environment.DatabaseUrl;

/** Checks who uses the database, its entities and its credentials, and what is fired and observed around a commit. */
@AnalyzeClasses(packages = "org.chatboard", importOptions = ImportOption.DoNotIncludeTests.class)
class DatabaseRulesTest {
    /**
     * An entity outside its transaction is a detached copy, so only values leave a package. The exception is the write path,
     * {@code conversation.message}: it updates the counters and receipts of rooms and members in its own transaction.
     */
    @ArchTest
    static final ArchRule ENTITIES_STAY_IN_THEIR_PACKAGE = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should(new ArchCondition<>("only be used by their own package") {
                @Override
                public void check(JavaClass entity, ConditionEvents events) {
                    entity.getDirectDependenciesToSelf().stream()
                            .map(Dependency::getOriginClass)
                            .filter(user -> !user.getPackageName().equals(entity.getPackageName()))
                            .filter(user -> !(user.getPackageName().endsWith(".conversation.message")
                                    && entity.getPackageName().endsWith(".conversation.room")))
                            .forEach(user -> events.add(SimpleConditionEvent.violated(
                                    user, user.getName() + " uses the entity " + entity.getSimpleName())));
                }
            });

    @ArchTest
    static final ArchRule ONLY_THE_DATABASE_PACKAGE_USES_DRIVERS = noClasses()
            .that()
            .resideOutsideOfPackages("org.chatboard.platform.database..", ENVIRONMENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.derby..", "org.postgresql..")
            .orShould()
            .accessTargetWhere(method(DatabaseUrl.class, "isDerby"))
            .orShould()
            .accessTargetWhere(method(java.sql.Connection.class, "getMetaData"));

    /**
     * The two queries are public only for {@code conversation.history} and {@code conversation.search}, which read the same states as the
     * write path.
     */
    @ArchTest
    static final ArchRule ONLY_HISTORY_AND_SEARCH_READ_STATES_AND_CHANGES = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.chatboard.conversation.message..",
                    "org.chatboard.conversation.history..",
                    "org.chatboard.conversation.search..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(MessageStateQuery.class, ChangeQuery.class);

    /**
     * Each method of a stateless service is one transaction. A write elsewhere would have no transaction, or its caller's.
     */
    @ArchTest
    static final ArchRule ONLY_SERVICES_HAVE_AN_ENTITY_MANAGER = fields().that()
            .haveRawType(EntityManager.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Stateless.class);

    @ArchTest
    static final ArchRule CHAT_DOES_NOT_USE_THE_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(CHAT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    /** In the chat area, only {@code chat.delivery} observes committed events and sends them to sockets. */
    @ArchTest
    static final ArchRule ONLY_DELIVERY_OBSERVES_COMMITS = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(CHAT)
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.chatboard.chat.delivery..")
            .should(new ArchCondition<>("not observe committed events") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean observes = method.getParameters().stream()
                            .flatMap(parameter -> parameter.tryGetAnnotationOfType(Observes.class).stream())
                            .anyMatch(observer -> observer.during() == TransactionPhase.AFTER_SUCCESS);
                    if (observes) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " observes a commit"));
                    }
                }
            });

    @ArchTest
    static final ArchRule EVENTS_ARE_VALUES = classes()
            .that()
            .resideInAnyPackage(CONVERSATION, PEOPLE)
            .and()
            .haveNameMatching(".*(Posted|Moved|Ended|Changed)")
            .should()
            .beAssignableTo(Record.class);

    /** Outside {@code people.account}, only {@code people.session} may lock a credential or change a password. */
    @ArchTest
    static final ArchRule ONLY_SESSIONS_LOCK_CREDENTIALS = noClasses()
            .that()
            .resideOutsideOfPackages("org.chatboard.people.account..", "org.chatboard.people.session..")
            .should()
            .accessTargetWhere(method(AccountService.class, "lockCredential", long.class))
            .orShould()
            .accessTargetWhere(method(AccountService.class, "changePassword", long.class, String.class));

    /** Only the packages that verify passwords may read a password hash outside {@code people.account}. */
    @ArchTest
    static final ArchRule ONLY_SIGN_IN_READS_CREDENTIALS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.chatboard.people.account..",
                    "org.chatboard.people.session..",
                    "org.chatboard.people.signin..",
                    "org.chatboard.people.settings..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(PasswordCredential.class);
}
