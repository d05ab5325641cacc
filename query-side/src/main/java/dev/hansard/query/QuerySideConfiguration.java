package dev.hansard.query;

import dev.hansard.edge.HttpEdgeConfiguration;
import dev.hansard.eventstore.spring.EventStoreConfiguration;
import dev.hansard.query.audit.AuditConfiguration;
import dev.hansard.query.checkpoint.CheckpointConfiguration;
import dev.hansard.query.comparison.ComparisonConfiguration;
import dev.hansard.query.conversation.ConversationConfiguration;
import dev.hansard.query.entry.EntryConfiguration;
import dev.hansard.query.erasure.ErasureConfiguration;
import dev.hansard.query.proof.ProofConfiguration;
import dev.hansard.query.reading.ReadingConfiguration;
import dev.hansard.query.rebuild.RebuildConfiguration;
import dev.hansard.query.result.ResultConfiguration;
import dev.hansard.query.session.SessionConfiguration;
import dev.hansard.query.stream.StreamConfiguration;
import dev.hansard.query.table.TableConfiguration;
import dev.hansard.query.tenant.TenantConfiguration;
import dev.hansard.query.user.UserConfiguration;
import dev.hansard.query.value.ValueConfiguration;
import dev.hansard.query.warmup.WarmUpConfiguration;
import dev.hansard.tenancy.TenancyConfiguration;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The query side as a library: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:query-side.properties")
@Import({
    HttpEdgeConfiguration.class,
    EventStoreConfiguration.class,
    TenancyConfiguration.class,
    TableConfiguration.class,
    CheckpointConfiguration.class,
    ReadingConfiguration.class,
    ConversationConfiguration.class,
    SessionConfiguration.class,
    ValueConfiguration.class,
    UserConfiguration.class,
    EntryConfiguration.class,
    ResultConfiguration.class,
    TenantConfiguration.class,
    AuditConfiguration.class,
    ComparisonConfiguration.class,
    ProofConfiguration.class,
    ErasureConfiguration.class,
    RebuildConfiguration.class,
    StreamConfiguration.class,
    WarmUpConfiguration.class
})
public class QuerySideConfiguration {}
