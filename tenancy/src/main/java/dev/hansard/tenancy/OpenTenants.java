package dev.hansard.tenancy;

import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.eventstore.EnvelopeKeys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Warns once, where others can come in, that there are tenants which let every user in. */
final class OpenTenants implements Consumer<TenantRegistry> {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTenants.class);
    private static final int MOST_NAMES = 10;

    private final EdgeSettings settings;

    OpenTenants(EdgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(TenantRegistry registry) {
        List<String> open = in(registry);
        if (settings.protectedMode() || open.isEmpty()) {
            return;
        }
        LOG.warn(
                "every user may come in to {}{}: no list says who may (PUT /v1/admin/allowed-users)",
                String.join(", ", open.subList(0, Math.min(MOST_NAMES, open.size()))),
                open.size() > MOST_NAMES ? " and " + (open.size() - MOST_NAMES) + " more" : "");
    }

    private static List<String> in(TenantRegistry registry) {
        return Stream.concat(Stream.of(EnvelopeKeys.DEFAULT_TENANT), registry.tenants().stream())
                .distinct()
                .filter(tenant -> !tenant.equals(StoreTenant.NAME))
                .filter(tenant -> !registry.isErased(tenant))
                .filter(tenant -> registry.allowListOf(tenant).mode() == Mode.EVERYONE)
                .sorted()
                .toList();
    }
}
