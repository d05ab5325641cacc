package dev.hansard.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One HTTP exchange over a bare socket, for what no client library would send. */
public final class RawHttp {

    /** What came back, as text; status line, headers and body. */
    public record Answer(String text) {

        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public String header(String name) {
            return Arrays.stream(text.split("\r\n\r\n", 2)[0].split("\r\n"))
                    .filter(
                            line ->
                                    line.toLowerCase(Locale.ROOT)
                                            .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        public String body() {
            return text.split("\r\n\r\n", 2)[1];
        }
    }

    @FunctionalInterface
    public interface Sending {
        void to(OutputStream out) throws IOException;
    }

    private RawHttp() {}

    /** Sends the text with {@code \n} for line ends and reads until the server is done. */
    public static Answer send(int port, String request) throws IOException {
        return send(port, out -> out.write(request.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    /** Sends, and reads whatever the server answers, even if it stops listening in between. */
    public static Answer send(int port, Sending sending) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            sending.to(socket.getOutputStream());
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new Answer(readAll(socket.getInputStream()));
        }
    }

    private static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The head of a request, with a Host and a closing connection. */
    public static byte[] head(String line, String... headers) {
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Connection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
