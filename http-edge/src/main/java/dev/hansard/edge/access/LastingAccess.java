package dev.hansard.edge.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Looks again at requests that last: a key may be revoked, or a token be over, while a stream is
 * open.
 */
public final class LastingAccess {

    private final Admission admission;

    LastingAccess(Admission admission) {
        this.admission = admission;
    }

    /** Whether what let a request in would let it in still; it counts towards no rate limit. */
    public boolean mayGoOn(HttpServletRequest request) {
        return admission.stillAdmits(request);
    }
}
