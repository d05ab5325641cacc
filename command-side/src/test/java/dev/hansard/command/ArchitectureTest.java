package dev.hansard.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;

/** How the packages of the command side stand to each other. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

    private final JavaClasses shipped =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("dev.hansard.command");

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("dev.hansard.command.(*)..").should().beFreeOfCycles().check(shipped);
    }

    @Test
    void time_comes_from_the_clock_given_and_nobody_sleeps() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(shipped);
    }
}
