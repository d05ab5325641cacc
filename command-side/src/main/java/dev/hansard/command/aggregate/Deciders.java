package dev.hansard.command.aggregate;

import dev.hansard.api.tenant.TenantSettings;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rules for the running command, also as a parameter of its handler: with the limits that came
 * with it, so that a decider has all it decides by from the command. What the server itself sends
 * brings none and is held against the server's.
 *
 * @param <D> the deciders of one type of aggregate
 */
public final class Deciders<D>
        implements Supplier<D>, ParameterResolver<D>, ParameterResolverFactory {

    /** Metadata of a command: the {@link TenantSettings} in effect when it came in. */
    public static final String SETTINGS = "settings";

    private final Class<D> type;
    private final TenantSettings server;
    private final D ofServer;
    private final Function<TenantSettings, D> decider;

    /**
     * @param decider makes the one for some settings, which have a value for every limit
     */
    public Deciders(Class<D> type, TenantSettings server, Function<TenantSettings, D> decider) {
        this.type = type;
        this.server = server;
        this.ofServer = decider.apply(server);
        this.decider = decider;
    }

    @Override
    public D get() {
        return of(CurrentUnitOfWork.get().getMessage());
    }

    @Override
    public D resolveParameterValue(Message<?> message) {
        return of(message);
    }

    @Override
    public boolean matches(Message<?> message) {
        return true;
    }

    @Override
    public @Nullable ParameterResolver<?> createInstance(
            Executable executable, Parameter[] parameters, int index) {
        return parameters[index].getType() == type ? this : null;
    }

    private D of(Message<?> message) {
        return message.getMetaData().get(SETTINGS) instanceof TenantSettings settings
                        && !settings.equals(server)
                ? decider.apply(settings)
                : ofServer;
    }
}
