package dev.hansard.query.tenant;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.ApiKeyView;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.tenancy.KeyUses;
import dev.hansard.tenancy.RegisteredKey;
import dev.hansard.tenancy.TenantRegistry;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys that are of use in a tenant, for its administrators; for an operator those of the
 * operators as well. The clock decides here which are over.
 */
@RestController
final class KeyController {

    private static final Comparator<RegisteredKey> OLDEST_FIRST =
            Comparator.comparingLong(RegisteredKey::position);

    private final ViewGate gate;
    private final TenantRegistry registry;
    private final KeyUses uses;
    private final Clock clock;

    KeyController(ViewGate gate, TenantRegistry registry, KeyUses uses, Clock clock) {
        this.gate = gate;
        this.registry = registry;
        this.uses = uses;
        this.clock = clock;
    }

    @GetMapping("/v1/admin/keys")
    @Allowed(Permission.ADMIN)
    ResponseEntity<Page<ApiKeyView>> keys(QueryRequest query, PageRequest page) {
        long position = gate.await(query);
        List<RegisteredKey> found =
                visible(query)
                        .filter(key -> isAfter(page, key))
                        .sorted(page.ascending() ? OLDEST_FIRST : OLDEST_FIRST.reversed())
                        .limit(page.limit() + 1L)
                        .toList();
        Page<RegisteredKey> answer = Page.of(page, found, RegisteredKey::position);
        return Answers.at(
                position, new Page<>(views(answer.data()), answer.hasMore(), answer.next()));
    }

    @GetMapping("/v1/admin/keys/{keyId}")
    @Allowed(Permission.ADMIN)
    ResponseEntity<ApiKeyView> key(QueryRequest query, @PathVariable String keyId) {
        long position = gate.await(query);
        List<RegisteredKey> found =
                visible(query).filter(key -> key.created().keyId().equals(keyId)).toList();
        if (found.isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the tenant has no such key");
        }
        return Answers.at(position, views(found).getFirst());
    }

    private Stream<RegisteredKey> visible(QueryRequest query) {
        Instant now = clock.instant();
        Stream<String> tenants =
                Permission.OPERATE.isHeldBy(query.caller().role())
                        ? Stream.of(query.tenant(), StoreTenant.NAME).distinct()
                        : Stream.of(query.tenant());
        return tenants.flatMap(tenant -> registry.keysOf(tenant).stream())
                .filter(key -> !key.isOver(now));
    }

    private static boolean isAfter(PageRequest page, RegisteredKey key) {
        return page.after() == null
                || (page.ascending()
                        ? key.position() > page.afterNumber()
                        : key.position() < page.afterNumber());
    }

    private List<ApiKeyView> views(List<RegisteredKey> keys) {
        List<ApiKeyView> views = keys.stream().map(RegisteredKey::view).toList();
        Map<String, Instant> lastUses = uses.lastUses(views.stream().map(ApiKeyView::id).toList());
        return views.stream().map(view -> view.lastUsed(lastUses.get(view.id()))).toList();
    }
}
