package dev.hansard.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.query.cache.AsOf;

import jakarta.persistence.Entity;

import java.time.Clock;

@AnalyzeClasses(
        packages = "dev.hansard.query",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule queries_know_nothing_of_the_command_side =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.hansard.command..", "dev.hansard.allinone..");

    @ArchTest
    static final ArchRule queries_write_no_events =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Appender.class, PendingAppend.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule views_are_functions_of_events_alone =
            noClasses()
                    .that()
                    .areAssignableTo(AsOf.class)
                    .or()
                    .areAssignableTo(LogView.class)
                    .or()
                    .haveSimpleNameEndingWith("Facts")
                    .or()
                    .haveSimpleNameEndingWith("Content")
                    .or()
                    .haveSimpleNameEndingWith("Loader")
                    .or()
                    .areAnnotatedWith(Entity.class)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule rows_stay_in_their_package =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule topics_form_no_cycles =
            slices().matching("dev.hansard.query.(*)..").should().beFreeOfCycles();
}
