package dev.hansard.allinone.postgres;

import dev.hansard.edge.startup.StartRefusedException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

/** Every reason not to start, in the words the operator reads. docs/operations.md repeats them. */
final class Refusals {

    private static final int LONGEST_CAUSE = 300;

    private Refusals() {}

    static StartRefusedException notADirectory(Path path) {
        return refusal(
                "%s is not a directory. Move it away, or set hansard.data-dir to another place.",
                path);
    }

    static StartRefusedException notWritable(Path dataDir, IOException cause) {
        return refusal(
                "%s cannot be used as data directory: %s. Let this user write there, or set"
                        + " hansard.data-dir to another place.",
                dataDir, reason(cause));
    }

    static StartRefusedException wrongOwner(Path dataDir, Path path, String owner, String user) {
        return refusal(
                "%s belongs to %s, but Hansard runs as %s. Run Hansard as %s, or run: sudo chown"
                        + " -R %s '%s'",
                path, owner, user, owner, user, dataDir);
    }

    static StartRefusedException wrongRights(Path dataDir, Path path, int rights) {
        return refusal(
                "%s has the rights %04o; directories must have 0700, files 0600. Run: chmod -R"
                        + " u=rwX,go= '%s'",
                path, rights, dataDir);
    }

    static StartRefusedException notOurs(Path dataDir, String found) {
        return refusal(
                "%s is not empty (%s) and has no postgres directory of Hansard. Set"
                        + " hansard.data-dir to a new or empty directory; to restore a backup, put"
                        + " it back whole. Nothing was changed.",
                dataDir, found);
    }

    static StartRefusedException missing(Path path) {
        return refusal(
                "%s is missing or empty: the data directory is not whole. Restore it from a"
                        + " backup, or set hansard.data-dir to another directory. Nothing was"
                        + " changed.",
                path);
    }

    static StartRefusedException otherVersion(Path cluster, String found, String brought) {
        return refusal(
                "%s was written by PostgreSQL %s, and this Hansard brings PostgreSQL %s. Move the"
                        + " data with pg_upgrade or with pg_dump and restore, or set"
                        + " hansard.data-dir to another directory. Nothing was changed.",
                cluster, found, brought);
    }

    static StartRefusedException inUse(Path dataDir, String process) {
        return refusal(
                "%s is in use by another Hansard (process %s). Stop that one, or set"
                        + " hansard.data-dir to another directory.",
                dataDir, process);
    }

    static StartRefusedException portInUse(int port) {
        return refusal(
                "Port %d on 127.0.0.1 is in use. Free it, or set hansard.embedded-postgres.port to"
                        + " another one (0 chooses a free one).",
                port);
    }

    static StartRefusedException firstStartFailed(Path dataDir, String cause) {
        return refusal(
                "PostgreSQL cannot make its first data in %s: %s. Cure this and start again.",
                dataDir, shortened(cause));
    }

    static StartRefusedException serverDoesNotStart(Path cluster, String cause, Path log) {
        return refusal(
                "PostgreSQL does not start on %s: %s. See %s; if the data is damaged, restore a"
                        + " backup. Nothing was deleted.",
                cluster, shortened(cause), log);
    }

    static StartRefusedException notReadyInTime(Path cluster, Duration waited, Path log) {
        return refusal(
                "PostgreSQL on %s was not ready within %d s. See %s; if it recovers from a crash,"
                        + " raise hansard.embedded-postgres.start-timeout and start again.",
                cluster, waited.toSeconds(), log);
    }

    static StartRefusedException leftoverDoesNotStop(Path cluster, long process) {
        return refusal(
                "A PostgreSQL left over from a killed Hansard (process %d) still runs on %s and"
                        + " does not stop. Run: kill -QUIT %d, then start again.",
                process, cluster, process);
    }

    static StartRefusedException loginFailed(Path cluster, Path passwordFile, String cause) {
        return refusal(
                "PostgreSQL on %s runs, but Hansard cannot log in with %s: %s. Restore cluster and"
                        + " password file from the same backup. Nothing was changed.",
                cluster, passwordFile, shortened(cause));
    }

    static StartRefusedException rootNotPossible() {
        return refusal(
                "PostgreSQL does not run as root, and unshare -U is not allowed here. Run Hansard"
                        + " as a normal user, or set spring.datasource.url to another PostgreSQL.");
    }

    static StartRefusedException noProgramsFor(String system, String machine) {
        return refusal(
                "This build brings no PostgreSQL for %s %s. Build Hansard on such a machine, or"
                        + " set spring.datasource.url to another PostgreSQL.",
                system, machine);
    }

    static StartRefusedException programsNotSafe(Path programsDir) {
        return refusal(
                "%s belongs to another user, or others may write there, so PostgreSQL is not run"
                        + " from it. Run: chmod go-w '%s', or set"
                        + " hansard.embedded-postgres.programs-dir to another directory.",
                programsDir, programsDir);
    }

    static StartRefusedException programsNotUsable(Path programsDir, IOException cause) {
        return refusal(
                "The PostgreSQL programs cannot be unpacked or run in %s: %s. Set"
                        + " hansard.embedded-postgres.programs-dir to a directory where this user"
                        + " may write and run programs, or set spring.datasource.url to another"
                        + " PostgreSQL.",
                programsDir, reason(cause));
    }

    private static StartRefusedException refusal(String format, Object... arguments) {
        return new StartRefusedException(format.formatted(arguments));
    }

    /** What went wrong without the class names of Java. */
    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException failed when failed.getReason() != null ->
                    failed.getFile() + ": " + failed.getReason();
            case FileSystemException failed ->
                    failed.getFile() + ": " + failed.getClass().getSimpleName();
            default -> shortened(String.valueOf(cause.getMessage()));
        };
    }

    private static String shortened(String cause) {
        String line = cause.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
    }
}
