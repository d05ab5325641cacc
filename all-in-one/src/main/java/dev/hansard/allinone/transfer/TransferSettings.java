package dev.hansard.allinone.transfer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

import java.nio.file.Path;

/**
 * A file that a tenant is written to or comes from. With one of these the program does that and
 * ends; it serves nobody meanwhile.
 *
 * @param export a file to be made, with all events of the tenant
 * @param importFile a file that was exported, of a tenant that has no events here
 * @param importKeys a file of the public keys of which one has to have signed what is imported;
 *     without it the keys in that file have to do
 * @param tenant whose events they are
 */
@ConfigurationProperties("hansard")
public record TransferSettings(
        @Nullable Path export,
        @Name("import") @Nullable Path importFile,
        @Nullable Path importKeys,
        @DefaultValue("default") String tenant) {

    /** Whether there is something to do. */
    public boolean isAsked() {
        return export != null || importFile != null;
    }
}
