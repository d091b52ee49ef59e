package org.chatboard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Instant;

/** What depends on what, and what nobody does. */
@AnalyzeClasses(packages = "org.chatboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CHAT = "org.chatboard.chat..";
    private static final String DASHBOARD = "org.chatboard.dashboard..";
    private static final String PRESENCE = "org.chatboard.presence..";
    private static final String MESSAGE = "org.chatboard.message..";
    private static final String ROOM = "org.chatboard.room..";
    private static final String ACCOUNT = "org.chatboard.account..";
    private static final String SYSTEM = "org.chatboard.system..";
    private static final String PLATFORM = "org.chatboard.platform..";
    private static final String LAUNCHER = "org.chatboard.launcher..";
    private static final String DOCTOR = "org.chatboard.doctor..";

    @ArchTest
    static final ArchRule ARROWS_GO_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("chat")
            .definedBy(CHAT)
            .layer("dashboard")
            .definedBy(DASHBOARD)
            .layer("presence")
            .definedBy(PRESENCE)
            .layer("message")
            .definedBy(MESSAGE)
            .layer("room")
            .definedBy(ROOM)
            .layer("account")
            .definedBy(ACCOUNT)
            .layer("platform")
            .definedBy(PLATFORM)
            .layer("system")
            .definedBy(SYSTEM)
            .whereLayer("chat")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dashboard")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("presence")
            .mayOnlyBeAccessedByLayers("chat", "dashboard")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("chat", "dashboard", "presence")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("chat", "dashboard", "presence", "message")
            .whereLayer("account")
            .mayOnlyBeAccessedByLayers("chat", "dashboard", "presence", "message", "room")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("chat", "dashboard", "presence", "message", "room", "account")
            .whereLayer("system")
            .mayOnlyBeAccessedByLayers("chat", "dashboard", "presence", "message", "room", "account", "platform");

    @ArchTest
    static final ArchRule FEATURES_MAKE_NO_CYCLES =
            slices().matching("org.chatboard.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_APPLICATION_KNOWS_NOT_WHAT_STARTS_IT = noClasses()
            .that()
            .resideOutsideOfPackages(LAUNCHER, DOCTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAUNCHER, DOCTOR);

    /** They run before there is a server, and say what is wrong where there can be none. */
    @ArchTest
    static final ArchRule WHAT_STARTS_IT_STANDS_ALONE = noClasses()
            .that()
            .resideInAnyPackage(LAUNCHER, DOCTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CHAT, DASHBOARD, PRESENCE, MESSAGE, ROOM, ACCOUNT, PLATFORM, SYSTEM, "jakarta..", "org.eclipse..");

    /** Services own transactions: whoever else writes would do so without one, or in somebody else's. */
    @ArchTest
    static final ArchRule SERVICES_ALONE_HOLD_AN_ENTITY_MANAGER = fields().that()
            .haveRawType(EntityManager.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Stateless.class);

    @ArchTest
    static final ArchRule SOCKETS_KNOW_NO_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(CHAT, DASHBOARD)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    /** An entity outside its transaction is a copy that nobody keeps. What leaves a service is a record. */
    @ArchTest
    static final ArchRule SOCKETS_AND_PAGES_SEE_NO_ENTITY = noClasses()
            .that()
            .resideInAnyPackage(CHAT, DASHBOARD)
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Entity.class);

    @ArchTest
    static final ArchRule ENDPOINTS_HOLD_NOTHING = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(ServerEndpoint.class)
            .should()
            .beStatic()
            .orShould()
            .haveRawType(resideInAPackage(CHAT));

    @ArchTest
    static final ArchRule EVENTS_ARE_VALUES = classes()
            .that()
            .resideInAnyPackage(MESSAGE, ROOM, ACCOUNT)
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
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule ONE_LOG_IS_ENOUGH = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "org.apache.commons.logging..", "org.apache.logging..");

    /** {@code jakarta.json.Json} looks its provider up at each call; {@code JsonText} keeps one. */
    @ArchTest
    static final ArchRule JSON_COMES_FROM_ONE_PROVIDER =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.json.Json");

    /** A test sets the clock. */
    @ArchTest
    static final ArchRule TIMES_COME_FROM_THE_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(CHAT, DASHBOARD, PRESENCE, MESSAGE, ROOM, ACCOUNT, PLATFORM, SYSTEM)
            .should()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule THREADS_COME_FROM_THE_CONTAINER = noClasses()
            .that()
            .resideInAnyPackage(CHAT, DASHBOARD, PRESENCE, MESSAGE, ROOM, ACCOUNT, PLATFORM, SYSTEM)
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors");

    @ArchTest
    static final ArchRule NO_WRITER_WAITS_FOR_A_READER =
            noClasses().should().callMethod(Session.class, "getBasicRemote");
}
