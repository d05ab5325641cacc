package dev.hansard.allinone.conformity;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import dev.hansard.edge.HttpEdgeConfiguration;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What the modules may know of each other, and what nobody does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureConformityTest {

    private static final String PROOF = "dev.hansard.proof..";
    private static final String API = "dev.hansard.api..";
    private static final String STORE = "dev.hansard.eventstore..";
    private static final String EDGE = "dev.hansard.edge..";
    private static final String TENANCY = "dev.hansard.tenancy..";
    private static final String COMMAND = "dev.hansard.command..";
    private static final String QUERY = "dev.hansard.query..";
    private static final String ALL_IN_ONE = "dev.hansard.allinone..";

    private static final JavaClasses SHIPPED =
            new ClassFileImporter().importPaths(compiled().toArray(Path[]::new));

    @Test
    void the_sides_know_nothing_of_each_other() {
        knows_nothing_of(COMMAND, QUERY, ALL_IN_ONE, "jakarta.persistence..");
        knows_nothing_of(QUERY, COMMAND, ALL_IN_ONE);
    }

    @Test
    void the_event_store_knows_no_word_about_conversations() {
        knows_nothing_of(STORE, API, EDGE, TENANCY, COMMAND, QUERY, ALL_IN_ONE);
    }

    @Test
    void the_edge_knows_nothing_of_the_store_and_the_sides() {
        knows_nothing_of(EDGE, STORE, TENANCY, COMMAND, QUERY, ALL_IN_ONE, "org.axonframework..");
    }

    @Test
    void what_every_node_knows_of_tenants_knows_nothing_of_the_sides() {
        knows_nothing_of(TENANCY, COMMAND, QUERY, ALL_IN_ONE, "jakarta.persistence..");
    }

    @Test
    void the_vocabulary_knows_java_and_jackson_only() {
        check(
                classes()
                        .that()
                        .resideInAPackage(API)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                API,
                                "java..",
                                "org.jspecify..",
                                "tools.jackson..",
                                "com.fasterxml.jackson.annotation.."));
    }

    @Test
    void what_proves_events_knows_java_only() {
        check(
                classes()
                        .that()
                        .resideInAPackage(PROOF)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(PROOF, "java..", "org.jspecify.."));
    }

    @Test
    void deciders_are_pure() {
        check(
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("Decider")
                        .should()
                        .dependOnClassesThat(
                                belongToAnyOf(UUID.class)
                                        .or(assignableTo(Random.class))
                                        .or(assignableTo(Clock.class))
                                        .or(
                                                resideInAnyPackage(
                                                                "org..",
                                                                "jakarta..",
                                                                "java.io..",
                                                                "java.net..",
                                                                "java.sql..",
                                                                STORE,
                                                                EDGE)
                                                        .and(
                                                                not(
                                                                        resideInAnyPackage(
                                                                                "org.jspecify.."))))));
    }

    @Test
    void packages_are_named_by_what_they_are_about() {
        check(
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..service..",
                                "..impl..",
                                "..dto..",
                                "..util..",
                                "..utils..",
                                "..helper..",
                                "..common..",
                                "..manager.."));
    }

    @Test
    void time_comes_from_the_one_clock() {
        check(
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(OffsetDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now")
                        .orShould()
                        .callConstructor(Date.class));
        check(
                noClasses()
                        .that()
                        .doNotBelongToAnyOf(HttpEdgeConfiguration.class)
                        .should()
                        .callMethod(Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(Clock.class, "systemDefaultZone"));
    }

    @Test
    void nobody_sleeps() {
        check(
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(Thread.class, "sleep", Duration.class));
    }

    @Test
    void wiring_goes_through_constructors() {
        check(NO_CLASSES_SHOULD_USE_FIELD_INJECTION);
    }

    @Test
    void only_the_start_speaks_to_the_console() {
        check(
                NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
                "dev.hansard.allinone.HansardApplication",
                "dev.hansard.allinone.WelcomeMessage",
                "dev.hansard.edge.startup.OneLineRefusal",
                "dev.hansard.proof.VerifyExport");
    }

    @Test
    void modules_and_their_topics_form_no_cycles() {
        for (String module : List.of("", ".api", ".command", ".edge", ".eventstore", ".query")) {
            check(slices().matching("dev.hansard" + module + ".(*)..").should().beFreeOfCycles());
        }
    }

    @Test
    void what_is_public_is_used_by_another_package() {
        check(
                classes().that(PublicTypes.ARE_ASKED_WHY).should(PublicTypes.BE_USED_ELSEWHERE),
                // Made by Tomcat, by its name.
                "dev.hansard.edge.errors.ProblemValve",
                // Started by java -jar.
                "dev.hansard.proof.VerifyExport",
                // Tests of other packages give their own, or begin with it.
                "dev.hansard.edge.access.Credentials",
                "dev.hansard.command.conversation.ConversationChange");
    }

    private static void knows_nothing_of(String packages, String... others) {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others));
    }

    private static void check(ArchRule rule, String... except) {
        rule.check(
                SHIPPED.that(
                        DescribedPredicate.describe(
                                "shipped", type -> !List.of(except).contains(type.getName()))));
    }

    private static List<Path> compiled() {
        return Repository.MODULES.stream()
                .map(module -> Repository.path(module + "/target/classes"))
                .toList();
    }
}
