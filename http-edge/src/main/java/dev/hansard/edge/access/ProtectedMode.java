package dev.hansard.edge.access;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;

import jakarta.servlet.http.HttpServletRequest;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * Without a key: whoever sits at this machine may do everything, and nobody else anything. Signs of
 * a proxy or a browser are refused, since they would carry in somebody from outside.
 */
final class ProtectedMode implements Admission {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public Caller admit(HttpServletRequest request) {
        if (!isLoopback(request.getRemoteAddr())) {
            throw refused("only this machine may call");
        }
        if (!HOSTS.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            throw refused("the Host must be localhost, 127.0.0.1 or [::1]");
        }
        for (String header : Collections.list(request.getHeaderNames())) {
            if (comesFromOutside(header.toLowerCase(Locale.ROOT))) {
                throw refused("a request with the header " + header + " is not let in");
            }
        }
        return new Caller(Admission.tenant(request), AccessRole.OPERATOR, "protected-mode", null);
    }

    /** Nothing of what lets a request in can change. */
    @Override
    public boolean stillAdmits(HttpServletRequest request) {
        return true;
    }

    private static boolean comesFromOutside(String header) {
        return header.equals("origin")
                || header.equals("forwarded")
                || header.startsWith("x-forwarded-");
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Refusal refused(String why) {
        return Refusal.of(
                ErrorCode.FORBIDDEN,
                "protected mode: "
                        + why
                        + "; set hansard.admin-key or hansard.server-mode to open the server");
    }
}
