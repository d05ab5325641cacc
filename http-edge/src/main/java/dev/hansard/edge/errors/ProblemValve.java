package dev.hansard.edge.errors;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Tomcat's last word on requests that never reach a filter, such as a bad request line: a problem
 * document in the place of its HTML page. Tomcat makes it by its name.
 */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemWriter.write(Problem.ofStatus(response.getStatus()), response.getResponse());
        } catch (IOException e) {
            container.getLogger().debug("nobody is there to get the problem", e);
        }
    }
}
