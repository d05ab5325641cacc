package dev.hansard.edge.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.io.support.SpringFactoriesLoader;

import java.util.Objects;

/** Says in one line why Hansard does not start, where the reason is one an operator can mend. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineRefusal implements SpringBootExceptionReporter {

    OneLineRefusal(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        String reason = reason(failure);
        if (reason == null) {
            return false;
        }
        System.err.println("Hansard does not start: " + reason);
        return true;
    }

    private static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartRefusedException refused -> {
                    return refused.getMessage();
                }
                case PortInUseException inUse -> {
                    return "port %d is in use; stop what listens there, or set SERVER_PORT to another"
                            .formatted(inUse.getPort());
                }
                case BindException unfit -> {
                    return reasonOf(unfit);
                }
                default -> {
                    String reason = reasonOfOthers(cause);
                    if (reason != null) {
                        return reason;
                    }
                }
            }
        }
        return null;
    }

    /**
     * What the settings themselves say is wrong with a value, which may be a secret. Only a value
     * that is none of its type is quoted: secrets are texts.
     */
    private static String reasonOf(BindException unfit) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(unfit);
        ConfigurationProperty property = unfit.getProperty();
        if (property == null || !(unfit.getCause() instanceof ConversionException)) {
            return String.valueOf(root.getMessage());
        }
        String why = root instanceof NumberFormatException ? "it is no number" : root.getMessage();
        return "%s cannot be %s: %s".formatted(property.getName(), property.getValue(), why);
    }

    private static @Nullable String reasonOfOthers(Throwable failure) {
        return SpringFactoriesLoader.loadFactories(RefusalReason.class, null).stream()
                .map(each -> each.of(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
