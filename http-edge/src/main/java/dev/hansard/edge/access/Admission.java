package dev.hansard.edge.access;

import dev.hansard.api.Ids;
import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;

import jakarta.servlet.http.HttpServletRequest;

/** How a request shows who sends it. */
interface Admission {

    String DEFAULT_TENANT = "default";

    /**
     * The sender of a request.
     *
     * @throws Refusal if it may not come in
     */
    Caller admit(HttpServletRequest request);

    /** Whether a request that was let in, and still goes on, would be let in now. */
    boolean stillAdmits(HttpServletRequest request);

    /**
     * The tenant a request names, or the default.
     *
     * @throws Refusal if it is no id
     */
    static String tenant(HttpServletRequest request) {
        String tenant = request.getHeader(Headers.TENANT);
        if (tenant == null) {
            return DEFAULT_TENANT;
        }
        if (!Ids.isValid(tenant)) {
            throw Refusal.invalid(Headers.TENANT, "must be " + Ids.RULE);
        }
        return tenant;
    }
}
