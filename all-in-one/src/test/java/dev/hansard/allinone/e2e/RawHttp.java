package dev.hansard.allinone.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** A request over a bare socket that announces more than it sends. */
final class RawHttp {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private RawHttp() {}

    /**
     * Sends the head and the given part of the body, leaves the rest unsent with the connection
     * open, and reads the answer.
     *
     * @return status line, headers and as much of the body as came
     */
    static String beginOf(int port, String path, long announced, byte[] part) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String head =
                    """
                    POST %s HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Connection: close\r
                    \r
                    """
                            .formatted(path, announced);
            send(socket.getOutputStream(), head.getBytes(ISO_8859_1), part);
            return answer(socket);
        }
    }

    private static void send(OutputStream out, byte[] head, byte[] part) throws IOException {
        out.write(head);
        try {
            out.write(part);
        } catch (SocketException e) {
            // Refused before all of it was sent, which is what some of the tests want to see.
        }
    }

    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        while (!text.toString().contains("\"code\"")) {
            int read = socket.getInputStream().read(buffer);
            if (read < 0) {
                break;
            }
            text.append(new String(buffer, 0, read, UTF_8));
        }
        return text.toString();
    }
}
