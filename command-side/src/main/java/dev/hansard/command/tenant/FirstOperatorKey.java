package dev.hansard.command.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantCommand.CreateKey;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.eventstore.EventLog;

import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Makes the first key of a store in server mode, before the first request is taken: the key is on
 * disk in its file before the log knows it, so that no end of the process leaves a key that nobody
 * has. Of several nodes one makes it.
 */
final class FirstOperatorKey implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstOperatorKey.class);
    private static final AggregateId STORE = AggregateId.tenant(StoreTenant.NAME);

    private final EdgeSettings settings;
    private final EventLog log;
    private final Dispatcher dispatcher;
    private final Clock clock;

    FirstOperatorKey(EdgeSettings settings, EventLog log, Dispatcher dispatcher, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (settings.makesOperatorKey() && log.readAggregate(STORE.toString(), 0, 1).isEmpty()) {
            make(new OperatorKeyFile(settings.operatorKeyFile()));
        }
    }

    void make(OperatorKeyFile file) {
        boolean wasThere = Files.exists(file.path());
        ApiKey key = file.readOrMake(new SecureRandom());
        if (isTheFirst(key)) {
            LOG.info("made the first operator key: it is in {}", file.path());
        } else if (!wasThere) {
            file.delete();
        }
    }

    private boolean isTheFirst(ApiKey key) {
        var create =
                new CreateKey(
                        STORE,
                        key.id(),
                        AccessRole.OPERATOR,
                        "first",
                        null,
                        key.hash(),
                        null,
                        null,
                        new ExpectedVersion.Absent(),
                        clock.instant());
        try {
            dispatcher.dispatch(Order.unanswered(create), Origin.SYSTEM);
            return true;
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.VERSION_MISMATCH) {
                return false;
            }
            throw refusal;
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            return false;
        }
    }
}
