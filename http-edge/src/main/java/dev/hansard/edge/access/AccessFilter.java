package dev.hansard.edge.access;

import dev.hansard.edge.trace.MdcKeys;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.MDC;

import java.io.IOException;

/**
 * Lets in who has a right to come in, to whatever path. What tells of the process as a whole is the
 * operator's.
 */
final class AccessFilter implements Filter {

    private static final String ACTUATOR = "/actuator";

    private final Admission admission;

    AccessFilter(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!OpenPaths.contains(http.getRequestURI())) {
            Caller caller = admission.admit(http);
            caller.keepIn(http);
            PlainPath.require(http.getRequestURI());
            if (http.getRequestURI().startsWith(ACTUATOR)) {
                caller.require(Permission.OPERATE);
            }
            MDC.put(MdcKeys.TENANT, caller.tenant());
        }
        chain.doFilter(request, response);
    }
}
