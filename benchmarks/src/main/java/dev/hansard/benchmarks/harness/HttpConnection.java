package dev.hansard.benchmarks.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * One connection of HTTP/1.1 to this machine that stays open, or is opened anew when the server
 * closes it. It knows as much of the protocol as the server makes use of, which is answers with a
 * length, and so costs next to nothing beside the server that shares the processors with it.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CONNECTION = "\r\nconnection:";
    private static final int NO_CONTENT = 204;

    private final int port;
    private Socket socket;
    private byte[] buffer = new byte[1 << 16];

    /** What came back. */
    public record Answer(int status, byte[] body) {}

    public HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
    }

    /** A request as it is sent. */
    public static byte[] get(String path) {
        return head("GET", path, "").getBytes(ISO_8859_1);
    }

    /** A request with a JSON body, as it is sent. */
    public static byte[] post(String path, String json) {
        byte[] body = json.getBytes(UTF_8);
        String more = "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        byte[] head = head("POST", path, more).getBytes(ISO_8859_1);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Sends one request and reads its answer to the end. */
    public Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int filled = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            filled = fill(filled);
            headEnd = endOfHead(filled);
        }
        String head = new String(buffer, 0, headEnd, ISO_8859_1);
        int end = headEnd + bodyLength(head);
        if (end > buffer.length) {
            buffer = Arrays.copyOf(buffer, end);
        }
        while (filled < end) {
            filled = fill(filled);
        }
        if (value(head, CONNECTION).equalsIgnoreCase("close")) {
            socket.close();
            socket = connect(port);
        }
        return new Answer(status(head), Arrays.copyOfRange(buffer, headEnd, end));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int fill(int filled) throws IOException {
        int read = socket.getInputStream().read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the server has hung up");
        }
        return filled + read;
    }

    /** Where the body begins; -1 while the head is not all there. */
    private int endOfHead(int filled) {
        for (int i = 0; i + END_OF_HEAD.length <= filled; i++) {
            if (Arrays.equals(
                    buffer, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    private static int bodyLength(String head) throws IOException {
        String length = value(head, LENGTH);
        if (length.isEmpty() && status(head) != NO_CONTENT) {
            throw new IOException("an answer without a length: " + status(head));
        }
        return length.isEmpty() ? 0 : Integer.parseInt(length);
    }

    /** What stands behind the name of a header; empty if it is not there. */
    private static String value(String head, String name) {
        for (int i = head.indexOf("\r\n"); i >= 0; i = head.indexOf("\r\n", i + 2)) {
            if (head.regionMatches(true, i, name, 0, name.length())) {
                return head.substring(i + name.length(), head.indexOf("\r\n", i + 2)).strip();
            }
        }
        return "";
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String head(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
    }
}
