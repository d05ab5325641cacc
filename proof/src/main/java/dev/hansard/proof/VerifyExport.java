package dev.hansard.proof;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The program that verifies an export: {@code java -jar hansard-verify.jar EXPORT PUBLIC-KEYS
 * [HEAD]}. Java 17 or later is all it needs.
 *
 * <p>Its status is 0 when everything is as it was recorded, 1 when something is not, 2 when it was
 * called wrongly or a file cannot be read.
 */
public final class VerifyExport {

    private static final int SOUND = 0;
    private static final int BAD = 1;
    private static final int UNUSABLE = 2;

    private static final String USAGE =
            """
            Verifies an export of Hansard, without Hansard and without a database.

              java -jar hansard-verify.jar EXPORT PUBLIC-KEYS [HEAD]

            EXPORT is the file that GET /v1/audit/export answered, or - for the standard input.
            PUBLIC-KEYS is a file with the Ed25519 keys you trust, in PEM or one in base64 a line,
            as "publicKey" in GET /v1/audit/head. A copy of one user has no signatures, and needs none.
            HEAD, 64 hexadecimal digits, is one that you noted at some time: without it nobody can tell
            that an export was made before the last events, or cut off there together with its signatures.

            The status is 0 if everything is as it was recorded, 1 if not, 2 if it cannot be verified.""";

    private VerifyExport() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.in, System.out, System.err));
    }

    /** The same, with the status as its result. */
    static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            err.println(USAGE);
            return UNUSABLE;
        }
        try (InputStream export = open(arguments.get(0), in)) {
            List<VerifyingKey> keys =
                    arguments.size() == 1
                            ? List.of()
                            : VerifyingKey.parseAll(Files.readString(Path.of(arguments.get(1))));
            byte[] head = arguments.size() < 3 ? null : head(arguments.get(2));
            ExportCheck.Result found = check(export, new ExportCheck(keys, head));
            if (found.begin().userId() == null && keys.isEmpty()) {
                err.println("name the file of the public keys: the export of a tenant is signed");
                return UNUSABLE;
            }
            out.println(summary(found));
            return SOUND;
        } catch (BadLineException e) {
            out.println("NOT AS IT WAS RECORDED: " + e.getMessage());
            return BAD;
        } catch (NoSuchFileException e) {
            err.println("there is no file " + e.getFile());
        } catch (IOException e) {
            err.println("cannot read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            err.println("cannot be verified: " + e.getMessage());
        }
        return UNUSABLE;
    }

    private static InputStream open(String name, InputStream standard) throws IOException {
        return name.equals("-")
                ? standard
                : new BufferedInputStream(Files.newInputStream(Path.of(name)));
    }

    private static byte[] head(String digits) {
        byte[] head = HexFormat.of().parseHex(digits);
        if (head.length != HashChain.start().length) {
            throw new IllegalArgumentException("64 hexadecimal digits make a head");
        }
        return head;
    }

    private static ExportCheck.Result check(InputStream export, ExportCheck check)
            throws IOException, BadLineException {
        var lines = new ExportLines(export);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            check.next(line);
        }
        return check.end();
    }

    private static String summary(ExportCheck.Result found) {
        ExportLine.Begin begin = found.begin();
        String events = "%d events, %d of them erased".formatted(found.events(), found.erased());
        byte[] head = found.head();
        return head == null
                ? """
                  AS RECORDED: a copy of the data of user %s, tenant %s, store %s
                  events  %s; each fits its leaf
                  A copy of one user has no chain: nothing says whether events are missing."""
                        .formatted(begin.userId(), begin.tenant(), begin.store(), events)
                : """
                  AS RECORDED: tenant %s, store %s, exported at %s
                  events  %s; each signed for
                  head    %s"""
                        .formatted(
                                begin.tenant(),
                                begin.store(),
                                begin.exportedAt(),
                                events,
                                HexFormat.of().formatHex(head));
    }
}
