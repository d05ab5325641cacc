package dev.hansard.edge.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting is missing, instead of a stack trace. */
final class NoDatabaseAnalyzer extends AbstractFailureAnalyzer<NoDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoDatabaseException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set spring.datasource.url (SPRING_DATASOURCE_URL), such as"
                        + " jdbc:postgresql://localhost:5432/hansard.",
                cause);
    }
}
