package dev.hansard.proof;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the lines of an export, one after the other. */
public final class ExportWriter {

    private final OutputStream out;
    private final LineChain chain = new LineChain();

    public ExportWriter(OutputStream out) {
        this.out = out;
    }

    public void write(ExportLine line) throws IOException {
        out.write(chain.begun(ExportFormat.write(line)));
        out.write('\n');
    }
}
