package org.chatboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.Architecture.APPLICATION;
import static org.chatboard.Architecture.DOCTOR;
import static org.chatboard.Architecture.LAUNCHER;
import static org.chatboard.Architecture.constructor;
import static org.chatboard.Architecture.method;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks where logs, times and threads come from, and that the rules find each use of what they forbid. */
@AnalyzeClasses(packages = "org.chatboard", importOptions = ImportOption.DoNotIncludeTests.class)
class RuntimeRulesTest {
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
                .map(line -> line.replaceFirst(".*<(org\\.chatboard\\.RuntimeRulesTest\\$\\w+)\\..*", "$1"))
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
