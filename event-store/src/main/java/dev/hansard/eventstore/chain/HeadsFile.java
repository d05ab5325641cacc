package dev.hansard.eventstore.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.OwnerFiles;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The file outside of the database that every signature is appended to, one JSON object a line. It
 * only grows. A line that a crash cut short is passed over; nobody was told of its signature.
 */
final class HeadsFile {

    /** More than the longest batch of lines takes. */
    private static final int TAIL_BYTES = 2 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    HeadsFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** How long the file is now, in bytes; 0 if there is none. */
    long length() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes sure that it can be written, and that what it holds, if anything, is of a store.
     *
     * @throws SigningRefusedException if it cannot, or is of another
     */
    void requireStore(String store) {
        try (FileChannel _ = OwnerFiles.open(path, StandardOpenOption.CREATE);
                BufferedReader lines = reader(length())) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                HeadLine line = parse(text);
                if (line != null) {
                    requireStore(store, line);
                    return;
                }
            }
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    private void requireStore(String store, HeadLine line) {
        if (!line.store().equals(store)) {
            throw refused("it holds those of another store");
        }
    }

    /** Appends lines; they are on disk when it returns. */
    void append(List<HeadLine> lines) {
        var text = new ByteArrayOutputStream();
        for (HeadLine line : lines) {
            text.writeBytes(JSON.writeValueAsBytes(line));
            text.write('\n');
        }
        try (FileChannel file =
                OwnerFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ)) {
            file.position(file.size());
            if (endsWithinLine(file)) {
                OwnerFiles.write(file, new byte[] {'\n'});
            }
            OwnerFiles.write(file, text.toByteArray());
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines up to a length of the file, one after the other. */
    void read(long length, Consumer<HeadLine> each) {
        try (BufferedReader lines = reader(length)) {
            lines.lines().map(HeadsFile::parse).filter(Objects::nonNull).forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that were appended last: those at the end that were signed at the same moment. */
    List<HeadLine> lastBatch(long length) {
        try (InputStream in = Files.exists(path) ? Files.newInputStream(path) : none()) {
            in.skipNBytes(Math.max(0, length - TAIL_BYTES));
            String tail = new String(in.readNBytes((int) Math.min(length, TAIL_BYTES)), UTF_8);
            List<HeadLine> lines =
                    new ArrayList<>(
                            tail.lines().map(HeadsFile::parse).filter(Objects::nonNull).toList());
            lines.removeIf(line -> !line.signedAt().equals(lines.getLast().signedAt()));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedReader reader(long length) throws IOException {
        InputStream in = Files.exists(path) ? Files.newInputStream(path) : none();
        return new BufferedReader(new InputStreamReader(new Bounded(in, length), UTF_8));
    }

    private static InputStream none() {
        return InputStream.nullInputStream();
    }

    private static @Nullable HeadLine parse(String line) {
        try {
            return JSON.readValue(line, HeadLine.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean endsWithinLine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }

    private SigningRefusedException refused(String why) {
        return new SigningRefusedException(
                "the signed heads cannot be kept in %s: %s; name another file with hansard.audit.heads-file (HANSARD_AUDIT_HEADSFILE)"
                        .formatted(path, why));
    }
}
