package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** The answers kept for idempotency keys, for as long as {@code answerLifetime}. */
public final class KeptAnswers {

    private static final String FIND =
            IndexScans.ONLY
                    + """
            select request_hash, answer, first_position, last_position, recorded_at
              from kept_answer where tenant = ? and idempotency_key = ? and kept_at > ?""";

    // The age is asked for again: a row may have been replaced since it was found.
    private static final String FORGET =
            """
            delete from kept_answer
             where (tenant, idempotency_key) in (
                     select tenant, idempotency_key from kept_answer where kept_at <= ?
                      order by kept_at limit ? for update skip locked)
               and kept_at <= ?""";

    private final DataSource dataSource;
    private final Clock clock;
    private final EventStoreSettings settings;

    public KeptAnswers(DataSource dataSource, Clock clock, EventStoreSettings settings) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * The answer of a key.
     *
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Optional<KeptAnswer> keptAnswer(String tenant, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            new Parameters(statement)
                    .text(tenant)
                    .text(key)
                    .instant(clock.instant().minus(settings.answerLifetime()));
            statement.execute();
            var results = new Results(statement);
            results.skip(IndexScans.RESULTS);
            List<KeptAnswer> found = new ArrayList<>();
            results.next(row -> found.add(answer(row, 1)));
            return found.stream().findFirst();
        } catch (SQLException e) {
            throw SqlFailure.of("look for a kept answer", e);
        }
    }

    /**
     * Deletes answers whose time is over, oldest first.
     *
     * @param limit at most so many, to keep the transaction short
     * @return how many were deleted; fewer than the limit means that none is left
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public int forgetOld(int limit) {
        var before = clock.instant().minus(settings.answerLifetime());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FORGET)) {
            new Parameters(statement).instant(before).number(limit).instant(before);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailure.of("delete old answers", e);
        }
    }

    /** An answer from five columns of a row. */
    static KeptAnswer answer(ResultSet row, int first) throws SQLException {
        return new KeptAnswer(
                row.getBytes(first),
                row.getBytes(first + 1),
                new AppendReceipt(
                        row.getLong(first + 2),
                        row.getLong(first + 3),
                        LogStateReader.instant(row, first + 4)));
    }
}
