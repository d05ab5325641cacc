package dev.hansard.query.proof;

import dev.hansard.api.json.JsonCodec;
import dev.hansard.eventstore.chain.ChainVerifier;
import dev.hansard.eventstore.chain.Verified;
import dev.hansard.query.comparison.Comparisons;
import dev.hansard.query.comparison.Differences;
import dev.hansard.query.job.Job;
import dev.hansard.query.job.JobProgress;
import dev.hansard.query.job.JobStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.ObjectMapper;

/** Verifies a tenant: first its events, then what is made of them. */
final class Verifying {

    private static final Logger LOG = LoggerFactory.getLogger(Verifying.class);
    private static final ObjectMapper MAPPER = JsonCodec.mapper();

    private final ChainVerifier verifier;
    private final Comparisons comparisons;

    Verifying(ChainVerifier verifier, Comparisons comparisons) {
        this.verifier = verifier;
        this.comparisons = comparisons;
    }

    /**
     * Does it.
     *
     * @param expectedHead a head that the tenant's chain had at some time; null for none
     * @return what it found, as JSON
     */
    String run(String tenant, byte @Nullable [] expectedHead, JobProgress progress) {
        Verified verified =
                verifier.verify(
                        tenant,
                        expectedHead,
                        (events, of) -> progress.at(of == 0 ? 0 : (double) events / of / 2));
        if (verified.firstBadPosition() != null) {
            LOG.error(
                    "position {} of tenant {} is not as it was recorded: {}",
                    verified.firstBadPosition(),
                    tenant,
                    verified.problem());
        }
        var differences = new Differences();
        comparisons.ofTenant(tenant, share -> progress.at(0.5 + share / 2), differences);
        if (differences.count() > 0) {
            LOG.error(
                    "read models of tenant {} differ from the log in {} places, the first is {}",
                    tenant,
                    differences.count(),
                    differences.first().getFirst());
        }
        return MAPPER.writeValueAsString(Found.of(verified, differences));
    }

    /** A job with what it has found, if it has come to a result. */
    static Verification verification(Job job) {
        return Verification.of(
                job,
                job.status() == JobStatus.SUCCEEDED
                        ? MAPPER.readValue(job.details(), Found.class)
                        : null);
    }
}
