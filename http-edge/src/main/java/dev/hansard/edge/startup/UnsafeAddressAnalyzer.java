package dev.hansard.edge.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is unsafe and what to do, instead of a stack trace. */
final class UnsafeAddressAnalyzer extends AbstractFailureAnalyzer<UnsafeAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeAddressException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set hansard.admin-key (HANSARD_ADMINKEY), or remove server.address to listen on"
                        + " this machine only.",
                cause);
    }
}
