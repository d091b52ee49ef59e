package org.chatboard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.Architecture.CHAT;
import static org.chatboard.Architecture.CONVERSATION;
import static org.chatboard.Architecture.DOCTOR;
import static org.chatboard.Architecture.ENVIRONMENT;
import static org.chatboard.Architecture.LAUNCHER;
import static org.chatboard.Architecture.OPERATION;
import static org.chatboard.Architecture.PEOPLE;
import static org.chatboard.Architecture.PLATFORM;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks which areas and packages may use which others. {@code docs/architecture.md} shows the areas. {@link DatabaseRulesTest},
 * {@link WireRulesTest} and {@link RuntimeRulesTest} check what no class may do.
 */
@AnalyzeClasses(packages = "org.chatboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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
                            "picture",
                            "inbox",
                            "search",
                            "history",
                            "writer",
                            "message",
                            "mention",
                            "download",
                            "upload",
                            "file",
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
                            "avatar",
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
                            "image",
                            "content",
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
}
