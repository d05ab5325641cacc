package dev.hansard.command;

import dev.hansard.command.activity.ActivityConfiguration;
import dev.hansard.command.conversation.CompactionController;
import dev.hansard.command.conversation.ConversationController;
import dev.hansard.command.conversation.ConversationFromLog;
import dev.hansard.command.conversation.ConversationSettings;
import dev.hansard.command.conversation.ConversationStartController;
import dev.hansard.command.conversation.ForkController;
import dev.hansard.command.conversation.KnownMessages;
import dev.hansard.command.conversation.MessageController;
import dev.hansard.command.conversation.Origins;
import dev.hansard.command.dispatch.DispatchConfiguration;
import dev.hansard.command.entry.EntryController;
import dev.hansard.command.erasure.ErasureConfiguration;
import dev.hansard.command.expiry.ExpiryConfiguration;
import dev.hansard.command.imports.ImportConfiguration;
import dev.hansard.command.repository.RepositoryConfiguration;
import dev.hansard.command.session.SessionController;
import dev.hansard.command.session.SessionFromLog;
import dev.hansard.command.session.SessionStartController;
import dev.hansard.command.session.SessionStateController;
import dev.hansard.command.tenant.TenantConfiguration;
import dev.hansard.command.user.ProfileController;
import dev.hansard.command.user.UserStateController;
import dev.hansard.edge.HttpEdgeConfiguration;
import dev.hansard.eventstore.spring.EventStoreConfiguration;
import dev.hansard.tenancy.TenancyConfiguration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command side as a library: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConversationSettings.class)
@Import({
    HttpEdgeConfiguration.class,
    EventStoreConfiguration.class,
    TenancyConfiguration.class,
    SigningConfiguration.class,
    AppendConfiguration.class,
    RepositoryConfiguration.class,
    AxonConfiguration.class,
    DispatchConfiguration.class,
    ActivityConfiguration.class,
    ExpiryConfiguration.class,
    ErasureConfiguration.class,
    TenantConfiguration.class,
    ImportConfiguration.class,
    SessionStartController.class,
    SessionController.class,
    SessionStateController.class,
    SessionFromLog.class,
    ConversationStartController.class,
    ConversationController.class,
    ConversationFromLog.class,
    CompactionController.class,
    ForkController.class,
    Origins.class,
    KnownMessages.class,
    MessageController.class,
    UserStateController.class,
    ProfileController.class,
    EntryController.class
})
public class CommandSideConfiguration {}
