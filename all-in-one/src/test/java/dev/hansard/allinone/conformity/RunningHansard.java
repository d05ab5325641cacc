package dev.hansard.allinone.conformity;

import dev.hansard.allinone.HansardApplication;
import dev.hansard.eventstore.testing.InProcess;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The all-in-one in this process, started once for all tests that only look at it. */
final class RunningHansard {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private RunningHansard() {}

    static ConfigurableApplicationContext context() {
        return Started.CONTEXT;
    }

    /**
     * Sends a request.
     *
     * @param body JSON, or null for none
     * @param headers names and values in turn
     */
    static HttpResponse<String> send(String method, String path, String body, String... headers) {
        return sendTo(context(), method, path, body, headers);
    }

    /** As {@link #send}, to another server of this process. */
    static HttpResponse<String> sendTo(
            ApplicationContext server, String method, String path, String body, String... headers) {
        int port = ((WebServerApplicationContext) server).getWebServer().getPort();
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), FirstEvent.orAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Started {
        static final ConfigurableApplicationContext CONTEXT =
                InProcess.start(
                        HansardApplication.application(),
                        "--hansard.ephemeral=true",
                        "--server.port=0");
    }
}
