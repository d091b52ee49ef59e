package org.chatboard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
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
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chatboard.chat.rest.MentionsResource;
import org.chatboard.chat.rest.RoomsResource;
import org.chatboard.conversation.message.ChangeQuery;
import org.chatboard.conversation.message.MessageStateQuery;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.PasswordCredential;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.platform.support.JsonText;

/**
 * Checks which areas and packages may use which others, and what no class may do. {@code docs/architecture.md} shows the areas.
 */
@AnalyzeClasses(packages = "org.chatboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CHAT = "org.chatboard.chat..";
    private static final String OPERATION = "org.chatboard.operation..";
    private static final String CONVERSATION = "org.chatboard.conversation..";
    private static final String PEOPLE = "org.chatboard.people..";
    private static final String PLATFORM = "org.chatboard.platform..";
    private static final String ENVIRONMENT = "org.chatboard.platform.environment..";
    private static final String LAUNCHER = "org.chatboard.launcher..";
    private static final String DOCTOR = "org.chatboard.doctor..";
    private static final String[] APPLICATION = {CHAT, OPERATION, CONVERSATION, PEOPLE, PLATFORM};

    /** The packages of each area, the highest first. A package may use those that follow it. */
    private static final Map<String, List<String>> FLOORS = Map.of(
            "chat", List.of("page", "rest", "socket", "request", "delivery", "connection", "guard", "wire"),
            "operation", List.of("admin"),
            "conversation",
                    List.of(
                            "invite",
                            "presence",
                            "notification",
                            "membership",
                            "inbox",
                            "history",
                            "message",
                            "mention",
                            "request",
                            "room"),
            "people",
                    List.of(
                            "settings",
                            "signup",
                            "help",
                            "invite",
                            "signin",
                            "session",
                            "credential",
                            "preference",
                            "account",
                            "audit",
                            "name"),
            "platform",
                    List.of(
                            "http",
                            "web",
                            "rest",
                            "limit",
                            "disk",
                            "setting",
                            "config",
                            "database",
                            "i18n",
                            "support",
                            "environment"));

    @ArchTest
    static final ArchRule AREAS_USE_LOWER_AREAS_ONLY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("chat")
            .definedBy(CHAT)
            .layer("operation")
            .definedBy(OPERATION)
            .layer("conversation")
            .definedBy(CONVERSATION)
            .layer("people")
            .definedBy(PEOPLE)
            .layer("platform")
            .definedBy(PLATFORM)
            .whereLayer("chat")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operation")
            .mayOnlyBeAccessedByLayers("chat")
            .whereLayer("conversation")
            .mayOnlyBeAccessedByLayers("chat", "operation")
            .whereLayer("people")
            .mayOnlyBeAccessedByLayers("chat", "operation", "conversation")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("chat", "operation", "conversation", "people");

    @ArchTest
    static void packagesUseLowerPackagesOfTheirAreaOnly(JavaClasses classes) {
        FLOORS.forEach((area, floors) -> {
            for (int i = 1; i < floors.size(); i++) {
                noClasses()
                        .that()
                        .resideInAPackage(packageOf(area, floors.get(i)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(floors.subList(0, i).stream()
                                .map(higher -> packageOf(area, higher))
                                .toArray(String[]::new))
                        .check(classes);
            }
        });
    }

    /** A new package must be added to {@link #FLOORS}. */
    @ArchTest
    static void everyPackageIsListed(JavaClasses classes) {
        Set<String> known = FLOORS.entrySet().stream()
                .flatMap(area -> area.getValue().stream().map(name -> "org.chatboard." + area.getKey() + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Set.of("org.chatboard.launcher", "org.chatboard.launcher.console", "org.chatboard.doctor"));
        assertThat(classes).extracting(JavaClass::getPackageName).isSubsetOf(known);
    }

    private static String packageOf(String area, String name) {
        return "org.chatboard." + area + "." + name + "..";
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.chatboard.(**)").should().beFreeOfCycles();

    /** A package with more than thirty files has more than one subject and should be split. */
    @ArchTest
    static void noPackageHasMoreThanThirtyFiles(JavaClasses classes) {
        Map<String, Long> files = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(30));
    }

    @ArchTest
    static final ArchRule THE_APPLICATION_DOES_NOT_USE_THE_LAUNCHER = noClasses()
            .that()
            .resideOutsideOfPackages(LAUNCHER, DOCTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAUNCHER, DOCTOR);

    /**
     * Launcher and doctor run outside the server, without the WAR and the APIs of the container. {@code chatboard.jar} has a copy
     * of {@code platform.environment} for them.
     */
    @ArchTest
    static final ArchRule LAUNCHER_AND_DOCTOR_USE_ONE_PACKAGE_OF_THE_APPLICATION = noClasses()
            .that()
            .resideInAnyPackage(LAUNCHER, DOCTOR)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(CHAT, OPERATION, CONVERSATION, PEOPLE, PLATFORM, "jakarta..", "org.eclipse..")
                            .and(not(resideInAPackage(ENVIRONMENT))));

    @ArchTest
    static final ArchRule ENVIRONMENT_USES_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage(ENVIRONMENT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ENVIRONMENT);

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

    /** Frames are written in one package, which {@code ProtocolContractTest} compares with {@code docs/protocol.md}. */
    @ArchTest
    static final ArchRule ONLY_WIRE_WRITES_FRAMES = noClasses()
            .that()
            .resideInAPackage(CHAT)
            .and()
            .resideOutsideOfPackage("org.chatboard.chat.wire..")
            .should()
            .dependOnClassesThat(writeJson());

    /** In the chat area, only the records that REST resources return have annotations of JSON binding. */
    @ArchTest
    static final ArchRule ONLY_CHAT_REST_BINDS_RECORDS = noClasses()
            .that()
            .resideInAPackage(CHAT)
            .and()
            .resideOutsideOfPackage("org.chatboard.chat.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.json.bind..");

    /**
     * {@return the classes that write JSON: all of JSON processing and JSON binding, except the annotations on records}
     */
    private static DescribedPredicate<JavaClass> writeJson() {
        return resideInAPackage("jakarta.json..")
                .and(not(resideInAPackage("jakarta.json.bind.annotation")))
                .or(assignableTo(JsonBinding.class))
                .as("write JSON");
    }

    /**
     * A REST resource returns a record and writes no JSON itself, since {@code ProtocolContractTest} and OpenAPI read the fields
     * of the record. Only rooms and messages are no records: {@code chat.wire} writes them, as it does in frames.
     */
    @ArchTest
    static final ArchRule REST_RESOURCES_ANSWER_WITH_RECORDS = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .dependOnClassesThat(writeJson())
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JsonText.class);

    /**
     * Only {@link RoomsResource} may also return text: the JSON that {@code chat.wire} writes, as it does in frames.
     */
    @ArchTest
    static final ArchRule REST_METHODS_RETURN_RECORDS = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .and()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should(new ArchCondition<>("return a record, a Response or nothing") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    JavaClass answer = method.getRawReturnType();
                    boolean ofMessages = method.getOwner().isEquivalentTo(RoomsResource.class)
                            || method.getOwner().isEquivalentTo(MentionsResource.class);
                    boolean textOfRooms = ofMessages && answer.isEquivalentTo(String.class);
                    if (!answer.isRecord()
                            && !answer.isEquivalentTo(Response.class)
                            && !answer.isEquivalentTo(void.class)
                            && !textOfRooms) {
                        events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " returns " + answer.getName()));
                    }
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

    /** The container calls the HTTP filters; other packages have no reason to use them. */
    @ArchTest
    static final ArchRule NOBODY_CALLS_THE_HTTP_FILTERS = noClasses()
            .that()
            .resideOutsideOfPackage("org.chatboard.platform.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.chatboard.platform.http..");

    /** The classes of {@code chat.guard} are public only for {@code chat.connection} and {@code chat.socket}. */
    @ArchTest
    static final ArchRule SOCKET_GUARDS_ARE_FOR_SOCKETS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.chatboard.chat.guard..", "org.chatboard.chat.connection..", "org.chatboard.chat.socket..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.chatboard.chat.guard..");

    /**
     * The two queries are public only for {@code conversation.history}, which reads the same states as the write path.
     */
    @ArchTest
    static final ArchRule ONLY_HISTORY_READS_STATES_AND_CHANGES = noClasses()
            .that()
            .resideOutsideOfPackages("org.chatboard.conversation.message..", "org.chatboard.conversation.history..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(MessageStateQuery.class, ChangeQuery.class);

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

    @ArchTest
    static final ArchRule ENDPOINTS_HAVE_NO_STATE = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(ServerEndpoint.class)
            .should()
            .beStatic()
            .orShould()
            .haveRawType(resideInAPackage(CHAT));

    @ArchTest
    static final ArchRule EVENTS_ARE_VALUES = classes()
            .that()
            .resideInAnyPackage(CONVERSATION, PEOPLE)
            .and()
            .haveNameMatching(".*(Posted|Moved|Ended|Changed)")
            .should()
            .beAssignableTo(Record.class);

    @ArchTest
    static final ArchRule THE_SERVER_LOGS_AND_DOES_NOT_PRINT = noClasses()
            .that()
            .resideOutsideOfPackages(LAUNCHER, DOCTOR)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .accessTargetWhere(method(Throwable.class, "printStackTrace"));

    @ArchTest
    static final ArchRule ONLY_THE_JDK_LOGS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "org.apache.commons.logging..", "org.apache.logging..");

    /** {@code jakarta.json.Json} looks its provider up at each call; {@code JsonText} has one shared provider. */
    @ArchTest
    static final ArchRule JSON_COMES_FROM_ONE_PROVIDER =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.json.Json");

    /** The application asks the {@code Clock} bean for the time, since tests replace that bean. */
    @ArchTest
    static final ArchRule TIMES_COME_FROM_THE_CLOCK =
            noClasses().that().resideInAnyPackage(APPLICATION).should().accessTargetWhere(method(Instant.class, "now"));

    @ArchTest
    static final ArchRule THREADS_COME_FROM_THE_CONTAINER = noClasses()
            .that()
            .resideInAnyPackage(APPLICATION)
            .should()
            .accessTargetWhere(constructor(Thread.class))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors");

    @ArchTest
    static final ArchRule NO_WRITER_WAITS_FOR_A_READER =
            noClasses().should().accessTargetWhere(method(Session.class, "getBasicRemote"));

    /**
     * Matches calls of a method and references to it, on the class or a subclass. ArchUnit's {@code callMethod} finds calls only.
     */
    private static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, String name, Class<?>... parameters) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + name,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getName().equals(name)
                        && target.getOwner().isAssignableTo(owner)
                        && rawParameterTypes(parameters).test(target));
    }

    private static DescribedPredicate<JavaAccess<?>> constructor(Class<?> owner) {
        return DescribedPredicate.describe(
                "new " + owner.getSimpleName(),
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                        && target.getOwner().isAssignableTo(owner));
    }

    /** Checks that the rules above find a method reference as they find a call. */
    @ArchTest
    static void rulesSeeCallsAndReferences(JavaClasses application) {
        assertThat(usersOf(method(Instant.class, "now")))
                .containsExactlyInAnyOrder(CallsMethods.class.getName(), RefersToMethods.class.getName());
        assertThat(usersOf(method(Throwable.class, "printStackTrace")))
                .containsExactlyInAnyOrder(CallsMethods.class.getName(), RefersToMethods.class.getName());
        assertThat(usersOf(constructor(Thread.class)))
                .containsExactlyInAnyOrder(CallsMethods.class.getName(), RefersToMethods.class.getName());
    }

    private static Set<String> usersOf(DescribedPredicate<JavaAccess<?>> target) {
        JavaClasses samples = new ClassFileImporter()
                .importClasses(CallsMethods.class, RefersToMethods.class, UsesOtherMethods.class);
        return noClasses().should().accessTargetWhere(target).evaluate(samples).getFailureReport().getDetails().stream()
                .map(line -> line.replaceFirst(".*<(org\\.chatboard\\.ArchitectureTest\\$\\w+)\\..*", "$1"))
                .collect(Collectors.toSet());
    }

    private static final class CallsMethods {
        void use(IOException failure) {
            failure.printStackTrace();
            new Thread(() -> {}, String.valueOf(Instant.now())).interrupt();
        }
    }

    private static final class RefersToMethods {
        final Supplier<Instant> now = Instant::now;
        final Consumer<IOException> print = IOException::printStackTrace;
        final Function<Runnable, Thread> thread = Thread::new;
    }

    private static final class UsesOtherMethods {
        void use(IOException failure, PrintWriter writer, Clock clock) {
            failure.printStackTrace(writer);
            writer.print(Instant.now(clock) + " " + Thread.currentThread());
        }
    }
}
