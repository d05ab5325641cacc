package dev.hansard.edge;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Caller;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageLimit;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.edge.settings.Limit;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Says back what the edge made of a request. */
@RestController
class EchoController {

    record Everything(
            String text,
            @Nullable Integer count,
            @Nullable Boolean flag,
            @Nullable Ttl ttl,
            @Nullable Instant at,
            @Nullable Duration pause,
            @Nullable Status status,
            @Nullable List<String> tags,
            @Nullable Inner inner,
            @Nullable Even even,
            @Limited(Limit.METADATA) @Nullable Json metadata) {}

    record Inner(long big) {}

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("java.lang.Integer is odd");
            }
        }
    }

    record Messages(@Limited(Limit.MESSAGE) List<Json> messages) {}

    record Value(@Limited(Limit.STATE_VALUE) @Nullable Json value, @Nullable Ttl ttl) {}

    record Said(String said) {}

    @PostMapping("/test/everything")
    @Allowed(Permission.COMMAND)
    Everything everything(@RequestBody Everything body) {
        return body;
    }

    @PostMapping("/test/messages")
    @Allowed(Permission.COMMAND)
    Messages messages(@RequestBody Messages body) {
        return body;
    }

    @PutMapping("/test/value")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Void> value(@RequestBody Value body) {
        String value =
                body.value() == null
                        ? "none"
                        : body.value().size() > 99 ? "large" : body.value() + " (JSON)";
        return ResponseEntity.ok().header("Said", "value " + value + " ttl " + body.ttl()).build();
    }

    @PostMapping("/test/changes")
    @Allowed(Permission.COMMAND)
    Said changes(@RequestBody Map<String, @Nullable Value> body) {
        StringBuilder said = new StringBuilder();
        body.forEach((key, value) -> said.append(key).append('=').append(value).append(' '));
        return new Said(said.toString());
    }

    @PutMapping("/test/json")
    @Allowed(Permission.COMMAND)
    Json json(@RequestBody @Limited(Limit.PROFILE) Json body) {
        return body;
    }

    @PostMapping("/test/optional")
    @Allowed(Permission.COMMAND)
    Said optional(@RequestBody(required = false) @Nullable Value body) {
        return new Said(String.valueOf(body));
    }

    @PostMapping("/test/command/{id}")
    @Allowed(Permission.COMMAND)
    Map<String, Object> command(
            @PathVariable String id, @RequestBody Value body, CommandRequest command) {
        return said(command);
    }

    @DeleteMapping("/test/command/{id}")
    @Allowed(Permission.COMMAND)
    Map<String, Object> bodiless(@PathVariable String id, CommandRequest command) {
        return said(command);
    }

    private static Map<String, Object> said(CommandRequest command) {
        return Map.of(
                "caller", command.caller(),
                "idempotencyKey", String.valueOf(command.idempotencyKey()),
                "expected", command.expected().toString(),
                "correlationId", command.correlationId(),
                "causationId", String.valueOf(command.causationId()),
                "now", command.now(),
                "requestHash", HexFormat.of().formatHex(command.requestHash()));
    }

    @GetMapping("/test/query")
    @Allowed(Permission.QUERY)
    QueryRequest query(QueryRequest query) {
        return query;
    }

    @GetMapping("/test/numbers")
    @Allowed(Permission.QUERY)
    Page<Long> numbers(@RequestParam(defaultValue = "25") long count, PageRequest page) {
        List<Long> oneMore =
                LongStream.rangeClosed(page.afterNumber() + 1, count)
                        .limit(page.limit() + 1L)
                        .boxed()
                        .toList();
        return Page.of(page, oneMore, n -> n);
    }

    @GetMapping("/test/order")
    @Allowed(Permission.QUERY)
    Said order(PageRequest page) {
        return new Said(page.order() + " " + page.limit());
    }

    @GetMapping("/test/newest")
    @Allowed(Permission.QUERY)
    Said newest(PageLimit limit) {
        return new Said("" + limit.limit());
    }

    @GetMapping("/test/parameters")
    @Allowed(Permission.QUERY)
    Said parameters(
            @RequestParam String userId,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Integer count,
            @RequestParam(required = false) @Nullable Ttl ttl,
            Caller caller) {
        caller.checkUser(CheckedIds.require("userId", userId));
        return new Said(userId + " " + status + " " + at + " " + count + " " + ttl);
    }

    @GetMapping("/test/mdc")
    @Allowed(Permission.QUERY)
    Map<String, String> mdc() {
        return MDC.getCopyOfContextMap();
    }

    @GetMapping("/test/audit")
    @Allowed(Permission.AUDIT)
    Said audit() {
        return new Said("audit");
    }

    @GetMapping("/test/admin")
    @Allowed(Permission.ADMIN)
    Said admin() {
        return new Said("admin");
    }

    @GetMapping("/test/audit/{userId}")
    @Allowed(Permission.AUDIT)
    Said auditOf(@PathVariable String userId, Caller caller) {
        return new Said(String.valueOf(caller.visibleUser(userId)));
    }

    @GetMapping("/test/operate")
    @Allowed(Permission.OPERATE)
    Said operate() {
        return new Said("operate");
    }

    @GetMapping("/test/refused/{code}")
    @Allowed(Permission.QUERY)
    Said refused(@PathVariable String code) {
        for (ErrorCode error : ErrorCode.values()) {
            if (error.code().equals(code)) {
                throw Refusal.of(error, "refused as asked");
            }
        }
        throw new IllegalStateException("a secret: " + code);
    }

    @GetMapping("/test/stream")
    @Allowed(Permission.QUERY)
    ResponseEntity<StreamingResponseBody> stream(@RequestParam boolean whole) {
        return ResponseEntity.ok(
                out -> {
                    out.write("a line\n".repeat(9_999).getBytes(StandardCharsets.UTF_8));
                    if (!whole) {
                        throw new IllegalStateException("a secret");
                    }
                });
    }

    @GetMapping("/test/versioned")
    @Allowed(Permission.QUERY)
    ResponseEntity<Said> versioned() {
        return ResponseEntity.ok()
                .eTag(Headers.etag(7))
                .header(Headers.POSITION, "9")
                .body(new Said("versioned"));
    }
}
