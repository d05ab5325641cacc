package dev.hansard.edge.access;

import dev.hansard.api.Refusal;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Looks again at requests that last: a key may be revoked, a token be over or a tenant be erased
 * while a stream is open.
 */
public final class LastingAccess {

    private final Admission admission;
    private final ErasedTenants erasedTenants;

    LastingAccess(Admission admission, ErasedTenants erasedTenants) {
        this.admission = admission;
        this.erasedTenants = erasedTenants;
    }

    /** Whether what let a request in would let it in still; it counts towards no rate limit. */
    public boolean mayGoOn(HttpServletRequest request) {
        return admission.stillAdmits(request) && !isErased(Caller.of(request).tenant());
    }

    /** Also if that cannot be said just now: a stream can be opened again. */
    private boolean isErased(String tenant) {
        try {
            return erasedTenants.contain(tenant);
        } catch (Refusal e) {
            return true;
        }
    }
}
