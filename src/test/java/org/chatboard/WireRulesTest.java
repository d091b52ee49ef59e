package org.chatboard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.chatboard.Architecture.CHAT;
import static org.chatboard.Architecture.method;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.chatboard.chat.rest.MentionsResource;
import org.chatboard.chat.rest.RoomsResource;
import org.chatboard.chat.rest.SearchResource;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.platform.support.JsonText;

/** Checks who writes JSON and frames, what REST routes answer with, and how sockets are used. */
@AnalyzeClasses(packages = "org.chatboard", importOptions = ImportOption.DoNotIncludeTests.class)
class WireRulesTest {
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
     * {@return the classes that code uses to write JSON: JSON-P, JSON-B without its annotations, and our own binding}
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
     * The resources of rooms, mentions and search may also return text: the JSON that {@code chat.wire} writes, as it does in frames.
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
                    boolean ofMessages = Stream.of(RoomsResource.class, MentionsResource.class, SearchResource.class)
                            .anyMatch(method.getOwner()::isEquivalentTo);
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

    /** {@code jakarta.json.Json} looks its provider up at each call; {@code JsonText} has one shared provider. */
    @ArchTest
    static final ArchRule JSON_COMES_FROM_ONE_PROVIDER =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.json.Json");

    @ArchTest
    static final ArchRule ENDPOINTS_HAVE_NO_STATE = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(ServerEndpoint.class)
            .should()
            .beStatic()
            .orShould()
            .haveRawType(resideInAPackage(CHAT));

    @ArchTest
    static final ArchRule NO_WRITER_WAITS_FOR_A_READER =
            noClasses().should().accessTargetWhere(method(Session.class, "getBasicRemote"));
}
