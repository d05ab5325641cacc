package dev.hansard.command.aggregate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;

import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Rules and states know the vocabulary and nothing of the machinery around them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PureDomainTest {

    private static final String PACKAGE = "dev.hansard.command.";

    /** The pure ones, by name: what stands beside them in a package is the machinery. */
    private static final Set<String> DOMAIN =
            Set.of(
                    "aggregate.ObjectRule",
                    "aggregate.Opening",
                    "conversation.Compactions",
                    "conversation.Conversation",
                    "conversation.ConversationChange",
                    "conversation.ConversationDecider",
                    "conversation.ConversationLimits",
                    "conversation.ForkPoint",
                    "conversation.Forks",
                    "conversation.Settings",
                    "conversation.Stretch",
                    "conversation.Tally",
                    "conversation.Window",
                    "session.Session",
                    "session.SessionChange",
                    "session.SessionDecider",
                    "session.SessionLimits",
                    "entry.Entry",
                    "entry.EntryChange",
                    "entry.EntryDecider",
                    "entry.EntryLimits",
                    "state.StateChanges",
                    "state.StateEvents",
                    "state.StateLimits",
                    "state.StateRules",
                    "state.WorkingState",
                    "tenant.Tenant",
                    "tenant.TenantChange",
                    "tenant.TenantDecider",
                    "tenant.TenantLimits",
                    "user.User",
                    "user.UserChange",
                    "user.UserDecider",
                    "user.UserLimits",
                    Impure.class.getName().substring(PACKAGE.length()).replaceFirst("\\$.*", ""));

    private static final DescribedPredicate<JavaClass> PURE =
            describe(
                    "the domain",
                    type ->
                            type.getName().startsWith(PACKAGE)
                                    && DOMAIN.contains(
                                            type.getName()
                                                    .substring(PACKAGE.length())
                                                    .replaceFirst("\\$.*", "")));

    private static final DescribedPredicate<JavaClass> VOCABULARY =
            describe(
                    "java and the vocabulary",
                    type ->
                            type.isPrimitive()
                                    || type.isArray()
                                    || type.getPackageName().startsWith("java.")
                                    || type.getPackageName().startsWith("dev.hansard.api")
                                    || type.getPackageName().startsWith("org.jspecify"));

    private static final ArchRule KNOWS_THE_VOCABULARY_ONLY =
            classes().that(PURE).should().onlyDependOnClassesThat(PURE.or(VOCABULARY));

    private static final ArchRule IS_TOLD_THE_TIME =
            noClasses()
                    .that(PURE)
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Clock.class)
                    .orShould()
                    .callMethod(Instant.class, "now");

    private final JavaClasses shipped =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("dev.hansard.command");

    @Test
    void the_domain_knows_java_and_the_vocabulary_only() {
        KNOWS_THE_VOCABULARY_ONLY.check(shipped);
    }

    @Test
    void the_domain_is_told_the_time() {
        IS_TOLD_THE_TIME.check(shipped);
    }

    @Test
    void the_rules_would_notice() {
        JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> KNOWS_THE_VOCABULARY_ONLY.check(impure))
                .withMessageContaining("MetaData");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> IS_TOLD_THE_TIME.check(impure))
                .withMessageContaining("now");
    }

    /** What no rule may look like. */
    @SuppressWarnings("unused")
    private record Impure(MetaData metaData) {
        Instant time() {
            return Instant.now();
        }
    }
}
