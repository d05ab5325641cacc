package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What only the source files tell. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SourcesConformityTest {

    private static final long LONGEST = 300;

    /** A setting as a message names it; what follows a dot there may be the end of a sentence. */
    private static final Pattern SETTING =
            Pattern.compile(
                    "(?<![\\w.])hansard\\.[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*(?![\\w(])");

    @Test
    void every_package_is_null_marked() {
        assertThat(Repository.shippedSources())
                .extracting(Path::getParent)
                .allSatisfy(
                        directory ->
                                assertThat(directory.resolve("package-info.java"))
                                        .content()
                                        .contains("@NullMarked"));
    }

    @Test
    void no_file_is_too_long_to_be_read_at_once() {
        assertThat(Repository.shippedSources())
                .allSatisfy(
                        file ->
                                assertThat(Repository.read(file).lines().count())
                                        .as(file.toString())
                                        .isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void a_setting_that_a_refusal_or_a_page_names_exists() {
        Set<String> known = Setting.ours().stream().map(Setting::name).collect(Collectors.toSet());

        for (String named :
                new String[] {
                    "all-in-one/src/main/java/dev/hansard/allinone/postgres/Refusals.java",
                    "http-edge/src/main/java/dev/hansard/edge/startup/EdgeDefaults.java",
                    "README.md"
                }) {
            assertThat(SETTING.matcher(Repository.read(named)).results())
                    .extracting(found -> found.group())
                    .as(named)
                    .isSubsetOf(known);
        }
    }
}
