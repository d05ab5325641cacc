package dev.hansard.benchmarks.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.time.Instant;

/**
 * The history of a whole tenant as NDJSON, from a server on this machine.
 *
 * @param last instant that is still in it
 */
record EventStream(int port, Instant last) implements Download.Source {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /**
     * Reads it to its end.
     *
     * @throws IOException if it is refused, or cut off
     */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        URLConnection connection =
                URI.create("http://%s:%d/v1/audit/events?to=%s".formatted(host, port, last))
                        .toURL()
                        .openConnection(Proxy.NO_PROXY);
        connection.setRequestProperty("Accept", "application/x-ndjson");
        connection.setReadTimeout((int) LONGEST_SILENCE.toMillis());
        try (InputStream body = connection.getInputStream()) {
            body.transferTo(out);
        }
    }
}
