package org.chatboard;

import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;

/** The areas of the application, and uses of methods and constructors, for the tests of the architecture. */
final class Architecture {
    static final String CHAT = "org.chatboard.chat..";
    static final String OPERATION = "org.chatboard.operation..";
    static final String CONVERSATION = "org.chatboard.conversation..";
    static final String PEOPLE = "org.chatboard.people..";
    static final String PLATFORM = "org.chatboard.platform..";
    static final String ENVIRONMENT = "org.chatboard.platform.environment..";
    static final String LAUNCHER = "org.chatboard.launcher..";
    static final String DOCTOR = "org.chatboard.doctor..";
    static final String[] APPLICATION = {CHAT, OPERATION, CONVERSATION, PEOPLE, PLATFORM};

    private Architecture() {}

    /**
     * Matches calls of a method and references to it, on the class or a subclass. ArchUnit's {@code callMethod} finds calls only.
     */
    static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, String name, Class<?>... parameters) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + name,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getName().equals(name)
                        && target.getOwner().isAssignableTo(owner)
                        && rawParameterTypes(parameters).test(target));
    }

    static DescribedPredicate<JavaAccess<?>> constructor(Class<?> owner) {
        return DescribedPredicate.describe(
                "new " + owner.getSimpleName(),
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                        && target.getOwner().isAssignableTo(owner));
    }
}
