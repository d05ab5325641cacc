package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** {@code docs/settings.md} is what the code says about its settings. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsDocConformityTest {

    private static final String PAGE = "docs/settings.md";

    @Test
    void the_page_is_what_the_metadata_says() throws IOException {
        String text = SettingsDoc.text();
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(Repository.path(PAGE), text);
        }

        assertThat(Repository.read(PAGE))
                .as(
                        "run ./mvnw test -pl all-in-one -am -Dtest=SettingsDocConformityTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write")
                .isEqualTo(text);
    }

    @Test
    void every_setting_says_what_it_does() {
        assertThat(Setting.ours())
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.description()).isNotBlank())
                .allSatisfy(
                        setting ->
                                assertThat(SettingsDoc.text())
                                        .contains("`" + setting.name() + "`"));
    }

    @Test
    void what_it_tells_of_spring_is_there() {
        List<String> known = Setting.all().stream().map(Setting::name).toList();

        assertThat(SettingsDoc.namesOfSpring())
                .allMatch(name -> known.contains(name) || name.startsWith("logging.level."));
    }

    @Test
    void a_variable_is_the_name_without_dashes() {
        assertThat(new Setting("hansard.data-dir", null, null, null, null).variable())
                .isEqualTo("HANSARD_DATADIR");
    }
}
