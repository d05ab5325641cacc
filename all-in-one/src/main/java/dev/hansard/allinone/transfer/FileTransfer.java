package dev.hansard.allinone.transfer;

import static java.util.Locale.ROOT;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.OwnerFiles;
import dev.hansard.eventstore.chain.Signatures;
import dev.hansard.eventstore.transfer.Export;
import dev.hansard.eventstore.transfer.Imported;
import dev.hansard.eventstore.transfer.NotEmptyException;
import dev.hansard.eventstore.transfer.TenantImport;
import dev.hansard.proof.BadLineException;
import dev.hansard.proof.VerifyingKey;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Does what the options ask for and says how it went. The status is 0 when it was done, 1 when the
 * file or the tenant is not as it has to be, 2 when it could not be done.
 */
public final class FileTransfer {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int FAILED = 2;
    private static final Duration SIGNED_WITHIN = Duration.ofSeconds(60);

    private final ApplicationContext application;
    private final TransferSettings settings;
    private final PrintStream out;
    private final boolean terminal;

    /**
     * @param terminal whether what is printed can be drawn over
     */
    public FileTransfer(ApplicationContext application, PrintStream out, boolean terminal) {
        this.application = application;
        this.settings = application.getBean(TransferSettings.class);
        this.out = out;
        this.terminal = terminal;
    }

    /** Runs; the result is a status of the process. */
    public int run() throws InterruptedException {
        try {
            Path export = settings.export();
            if (export != null) {
                export(export.toAbsolutePath());
            }
            Path file = settings.importFile();
            if (file != null) {
                bringIn(file);
            }
            return DONE;
        } catch (BadLineException e) {
            return say(REFUSED, "nothing was imported: " + e.getMessage());
        } catch (NotEmptyException e) {
            return say(REFUSED, "nothing was imported: " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            return say(REFUSED, "nothing was exported: " + e.getFile() + " is there already");
        } catch (IOException | RuntimeException e) {
            return say(FAILED, "it could not be done: " + e);
        }
    }

    private void export(Path file) throws IOException, InterruptedException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        long end = application.getBean(EventLog.class).head();
        Signatures signatures = application.getBean(Signatures.class);
        var covering = signatures.await(settings.tenant(), end, SIGNED_WITHIN);
        if (covering.position() < end) {
            throw new IllegalStateException("the last events are not signed");
        }
        Path part = Path.of(file + ".part");
        var bar = bar("events", covering.tenantSequence());
        try (FileChannel channel =
                        OwnerFiles.open(
                                part,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream to =
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            application
                    .getBean(Export.class)
                    .tenant(settings.tenant(), covering.tenantSequence(), to, bar::at);
            to.flush();
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        bar.end();
        out.printf(
                ROOT,
                "exported %,d events of tenant %s to %s%n",
                covering.tenantSequence(),
                settings.tenant(),
                file);
    }

    private void bringIn(Path file) throws IOException, BadLineException {
        TenantImport imports = application.getBean(TenantImport.class);
        imports.requireEmpty(settings.tenant());
        var bar = bar("bytes", Files.size(file));
        try (InputStream in =
                new Counted(new BufferedInputStream(Files.newInputStream(file)), bar)) {
            Imported imported =
                    imports.run(settings.tenant(), in, keys(settings.importKeys()), event -> {});
            bar.end();
            out.printf(
                    ROOT,
                    "imported %,d events of tenant %s, positions %,d to %,d, head %s%n",
                    imported.events(),
                    settings.tenant(),
                    imported.firstPosition(),
                    imported.lastPosition(),
                    HexFormat.of().formatHex(imported.head()));
        }
    }

    private ProgressBar bar(String unit, long total) {
        return new ProgressBar(out, terminal, unit, total, System::nanoTime);
    }

    private int say(int status, String what) {
        out.println((terminal ? "\n" : "") + what);
        return status;
    }

    private static List<VerifyingKey> keys(@Nullable Path file) throws IOException {
        return file == null ? List.of() : VerifyingKey.parseAll(Files.readString(file));
    }
}
