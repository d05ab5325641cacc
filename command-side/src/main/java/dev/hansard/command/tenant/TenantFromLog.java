package dev.hansard.command.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.ApiKeyView;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.FromLog;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

/** Shows the key that a version of its tenant made, without the key itself: nobody has kept it. */
final class TenantFromLog implements FromLog {

    private final EventLog log;

    TenantFromLog(EventLog log) {
        this.log = log;
    }

    @Override
    public String aggregateType() {
        return AggregateId.TENANT;
    }

    @Override
    public ApiKeyView show(Opened answer, AppendReceipt receipt) {
        RecordedEvent made =
                log.readAggregate(answer.id().toString(), answer.version() - 1, 1).getFirst();
        return ApiKeyView.of(made.tenant(), (KeyCreated) made.payload(), made.recordedAt());
    }
}
