package dev.hansard.benchmarks.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.json.Json;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.settings.Limit;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Endpoints beside the real ones, behind the same filters and converters, that do nothing: what
 * they cost is what HTTP costs. And one that says what is on the heap.
 */
@RestController
public class BenchmarkEndpoints {

    /** Takes what the endpoint of messages takes. */
    public static final String EMPTY_POST = "/v1/benchmark/messages";

    /** Answers as many bytes as the path says. */
    public static final String CONSTANT = "/v1/benchmark/constant/";

    /** Answers the bytes that are in use after a collection. */
    public static final String HEAP = "/v1/benchmark/heap";

    private final Map<Integer, byte[]> answers = new ConcurrentHashMap<>();

    record NewMessages(@Limited(Limit.MESSAGE) List<Json> messages) {}

    @PostMapping(EMPTY_POST)
    @Allowed(Permission.COMMAND)
    ResponseEntity<Void> parse(@RequestBody NewMessages body) {
        return body.messages().isEmpty()
                ? ResponseEntity.badRequest().build()
                : ResponseEntity.noContent().build();
    }

    @GetMapping(CONSTANT + "{bytes}")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> constant(@PathVariable int bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(answers.computeIfAbsent(bytes, BenchmarkEndpoints::json));
    }

    @GetMapping(HEAP)
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        long used = memory.getHeapMemoryUsage().getUsed();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Long.toString(used).getBytes(UTF_8));
    }

    private static byte[] json(int bytes) {
        return ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(UTF_8);
    }
}
