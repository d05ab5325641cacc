package dev.hansard.eventstore.seal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Puts the present envelope key in the place of older ones, key by key. Contents stay as they are,
 * and each key opens before and after. What fails is tried again at the next run.
 */
final class EnvelopeRotation {

    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeRotation.class);
    private static final int PAGE = 500;

    private final DataKeyTable table;
    private final EnvelopeKeeper envelope;

    EnvelopeRotation(DataKeyTable table, EnvelopeKeeper envelope) {
        this.table = table;
        this.envelope = envelope;
    }

    /**
     * Seals all with the present key.
     *
     * @throws IllegalArgumentException if one of them does not open
     */
    void run() {
        int sealed = 0;
        List<DataKeyRow> page = table.notSealedWith(envelope.current(), PAGE);
        while (!page.isEmpty()) {
            for (DataKeyRow row : page) {
                sealed += table.replace(row, row.sealedAnew(envelope)) ? 1 : 0;
            }
            page = table.notSealedWith(envelope.current(), PAGE);
        }
        if (sealed > 0) {
            LOG.info(
                    "{} keys are sealed with the envelope key {} now, and older ones are not needed any more",
                    sealed,
                    envelope.current());
        }
    }
}
