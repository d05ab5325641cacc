package dev.hansard.edge.access;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param tenant the tenant that everything in this request is about
 * @param keyId names the credential in history; never the key itself
 * @param boundUser the only user this credential may see, or null for all of its tenant
 */
public record Caller(String tenant, AccessRole role, String keyId, @Nullable String boundUser) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /**
     * The caller of a request.
     *
     * @throws Refusal {@link ErrorCode#UNAUTHORIZED} if nobody has said who it is
     */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw Refusal.of(ErrorCode.UNAUTHORIZED, "send Authorization: Bearer <api key>");
    }

    /**
     * Refuses another user's things to a credential that is bound to one.
     *
     * @throws Refusal {@link ErrorCode#NOT_FOUND}, as if there were no such user
     */
    public void checkUser(String userId) {
        if (boundUser != null && !boundUser.equals(userId)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no such thing for this credential");
        }
    }

    /**
     * The user a list is limited to: the one asked for, or else the one this credential is bound
     * to; null for all of the tenant's.
     *
     * @throws Refusal {@link ErrorCode#NOT_FOUND} if that is not the same
     */
    public @Nullable String visibleUser(@Nullable String asked) {
        if (asked == null) {
            return boundUser;
        }
        checkUser(asked);
        return asked;
    }

    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
