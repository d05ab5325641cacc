package dev.hansard.command.imports;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Caller;
import dev.hansard.edge.access.Permission;
import dev.hansard.eventstore.transfer.Imported;
import dev.hansard.eventstore.transfer.NotEmptyException;
import dev.hansard.eventstore.transfer.TenantImport;
import dev.hansard.proof.BadLineException;
import dev.hansard.proof.EventEnvelope;
import dev.hansard.proof.VerifyingKey;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;

/** Brings a tenant in that another store has exported: all of it, or nothing. */
@RestController
final class ImportController {

    static final String PATH = "/v1/audit/import";

    private final TenantImport imports;

    ImportController(TenantImport imports) {
        this.imports = imports;
    }

    /**
     * As it is answered.
     *
     * @param store that the events come from
     * @param erased those of the events that have no payload any more
     * @param head of the tenant's chain, in hexadecimal
     */
    record Answer(String tenant, String store, long events, long erased, String head) {

        static Answer of(String tenant, Imported imported) {
            return new Answer(
                    tenant,
                    imported.store(),
                    imported.events(),
                    imported.erased(),
                    HexFormat.of().formatHex(imported.head()));
        }
    }

    /**
     * Reads the file as it comes in.
     *
     * @param publicKey a key of which a signature is wanted, in base64 of either alphabet; without
     *     it the keys in the file have to do
     */
    @PostMapping(PATH)
    @Allowed(Permission.AUDIT)
    ResponseEntity<Answer> bringIn(
            @RequestBody(required = false) @Nullable InputStreamResource body,
            @RequestParam(required = false) @Nullable String publicKey,
            HttpServletRequest request)
            throws IOException {
        Caller caller = Caller.of(request);
        caller.requireUnbound();
        List<VerifyingKey> trusted = publicKey == null ? List.of() : List.of(key(publicKey));
        try {
            imports.requireEmpty(caller.tenant());
            Imported imported =
                    imports.run(
                            caller.tenant(),
                            file(request, body),
                            trusted,
                            each -> check(caller, each));
            return ResponseEntity.ok()
                    .header(Headers.POSITION, Long.toString(imported.lastPosition()))
                    .body(Answer.of(caller.tenant(), imported));
        } catch (NotEmptyException e) {
            throw Refusal.of(ErrorCode.ALREADY_EXISTS, "the tenant has events already");
        } catch (BadLineException e) {
            throw Refusal.invalid("line " + e.line(), e.problem());
        }
    }

    /** Who may not make a key may not bring one either. */
    private static void check(Caller caller, EventEnvelope event) {
        if (event.aggregateType().equals(AggregateId.TENANT)) {
            caller.require(Permission.ADMIN);
        }
    }

    private static InputStream file(HttpServletRequest request, @Nullable InputStreamResource body)
            throws IOException {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null
                || !MediaType.APPLICATION_NDJSON.isCompatibleWith(MediaType.parseMediaType(type))) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send application/x-ndjson");
        }
        return body == null ? InputStream.nullInputStream() : body.getInputStream();
    }

    private static VerifyingKey key(String text) {
        try {
            // Of a plus in a query comes a space.
            return VerifyingKey.parse(text.replace(' ', '+').replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("publicKey", "must be an Ed25519 public key in base64");
        }
    }
}
