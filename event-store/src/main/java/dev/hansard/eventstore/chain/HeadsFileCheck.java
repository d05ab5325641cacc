package dev.hansard.eventstore.chain;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the file of signed heads against the table: whatever was signed has to be there still. The
 * lines of the batch that was written last may not have come into the table yet.
 */
final class HeadsFileCheck {

    private static final int PAGE = 500;

    private final HeadTable table;
    private final String store;
    private final String tenant;
    private final TenantState state;
    private final List<HeadLine> lastBatch;

    /** By what stands in the lines. */
    private final Map<String, VerifyingKey> keys = new HashMap<>();

    private final List<HeadLine> page = new ArrayList<>(PAGE);
    private final List<SignedHead> beside = new ArrayList<>();
    private @Nullable Finding finding;

    HeadsFileCheck(HeadTable table, String tenant, TenantState state, List<HeadLine> lastBatch) {
        this.table = table;
        this.store = table.store();
        this.tenant = tenant;
        this.state = state;
        this.lastBatch = lastBatch;
    }

    /**
     * @param length of the file before the state was read
     */
    HeadsFileCheck run(HeadsFile file, long length) {
        file.read(length, this::add);
        comparePage();
        return this;
    }

    /** The keys that have signed in the file. */
    Collection<VerifyingKey> keys() {
        return keys.values();
    }

    /** Heads of the tenant that the table does not have so: the first of them. */
    List<SignedHead> beside() {
        return beside;
    }

    @Nullable Finding finding() {
        return finding;
    }

    private void add(HeadLine line) {
        keys.computeIfAbsent(line.publicKey(), text -> line.key());
        if (!line.store().equals(store)) {
            found(new Finding.AtSequence(1, "the file of signed heads is of another store"));
        } else if (line.tenant().equals(tenant)) {
            page.add(line);
            if (page.size() == PAGE) {
                comparePage();
            }
        }
    }

    private void comparePage() {
        Map<Long, SignedHead> rows =
                table.at(tenant, page.stream().map(HeadLine::tenantSequence).toList()).stream()
                        .collect(toMap(SignedHead::tenantSequence, identity()));
        page.forEach(line -> compare(line, rows.get(line.tenantSequence())));
        page.clear();
    }

    private void compare(HeadLine line, @Nullable SignedHead row) {
        if (line.tenantSequence() > state.sequence()) {
            found(
                    new Finding.AtSequence(
                            state.sequence() + 1,
                            "the file holds a signed head of events that are gone"));
        } else if (row == null || !row.headText().equals(line.head())) {
            if (beside.size() < PAGE) {
                beside.add(line.signed());
            }
            if (row != null || !lastBatch.contains(line)) {
                found(
                        new Finding.AtSequence(
                                line.tenantSequence(), "a signed head is in the file alone"));
            }
        }
    }

    private void found(Finding another) {
        finding = finding == null ? another : Finding.first(finding, another);
    }
}
