package dev.hansard.query.tenant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.tenancy.SettingsInEffect;
import dev.hansard.tenancy.TenantRegistry;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long things live and how large they may be in a tenant. */
@RestController
final class SettingsController {

    private final ViewGate gate;
    private final TenantRegistry registry;
    private final SettingsInEffect settings;

    SettingsController(ViewGate gate, TenantRegistry registry, SettingsInEffect settings) {
        this.gate = gate;
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * @param set as they were set
     * @param inEffect a value for everything
     */
    record Settings(@JsonUnwrapped TenantSettings set, TenantSettings inEffect) {}

    @GetMapping("/v1/admin/settings")
    @Allowed(Permission.ADMIN)
    Settings settings(QueryRequest query, HttpServletResponse http) {
        long position = gate.await(query);
        String tenant = query.tenant();
        return Answers.changing(
                position,
                registry.versionOf(tenant),
                new Settings(registry.settingsOf(tenant), settings.of(tenant)),
                http);
    }
}
