package dev.hansard.edge.access;

import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param tenant the tenant that everything in this request is about
 * @param keyId names the credential in history; never the key itself
 * @param boundUser the only user this credential may see, or null for all of its tenant
 * @param allowedUsers the users that this request may be about
 */
public record Caller(
        String tenant,
        AccessRole role,
        String keyId,
        @Nullable String boundUser,
        @JsonIgnore AllowedUsers allowedUsers) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** One whose tenant lets everyone in. */
    public Caller(String tenant, AccessRole role, String keyId, @Nullable String boundUser) {
        this(tenant, role, keyId, boundUser, AllowedUsers.EVERYONE);
    }

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
     * Refuses what the role does not have.
     *
     * @throws Refusal {@link ErrorCode#FORBIDDEN}
     */
    public void require(Permission permission) {
        if (!permission.isHeldBy(role)) {
            throw Refusal.of(
                    ErrorCode.FORBIDDEN, "the role " + role.wireName() + " may not do that");
        }
        if (permission.isOverUsers()) {
            requireUnbound();
        }
    }

    /**
     * Refuses what is about a tenant as a whole to a credential that is bound to one user.
     *
     * @throws Refusal {@link ErrorCode#FORBIDDEN}
     */
    public void requireUnbound() {
        if (boundUser != null) {
            throw Refusal.of(
                    ErrorCode.FORBIDDEN, "a credential that is bound to a user may not do that");
        }
    }

    /**
     * Refuses another user's things to a credential that is bound to one, and everybody's to a user
     * that is not on the list of the tenant.
     *
     * @throws Refusal {@link ErrorCode#NOT_FOUND}, as if there were no such user, or {@link
     *     ErrorCode#USER_NOT_ALLOWED}
     */
    public void checkUser(String userId) {
        if (boundUser != null && !boundUser.equals(userId)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no such thing for this credential");
        }
        if (!allowedUsers.contain(tenant, userId)) {
            throw Refusal.of(
                    ErrorCode.USER_NOT_ALLOWED, "the tenant has a list of users without this one");
        }
    }

    /**
     * The user a list is limited to: the one asked for, or else the one this credential is bound
     * to; null for all of the tenant's.
     *
     * @throws Refusal as {@link #checkUser}
     */
    public @Nullable String visibleUser(@Nullable String asked) {
        String user = asked == null ? boundUser : asked;
        if (user != null) {
            checkUser(user);
        }
        return user;
    }

    Caller limitedTo(AllowedUsers users) {
        return new Caller(tenant, role, keyId, boundUser, users);
    }

    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
