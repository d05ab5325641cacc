package dev.hansard.query.table;

import dev.hansard.eventstore.Lease;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.function.Function;

import javax.sql.DataSource;

/** How shared tables are made anew. */
public final class RebuiltTables {

    private final DataSource dataSource;
    private final PlatformTransactionManager transactions;
    private final LogReplay replay;
    private final SharedTableSettings settings;

    RebuiltTables(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            LogReplay replay,
            SharedTableSettings settings) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.replay = replay;
        this.settings = settings;
    }

    /**
     * One of them.
     *
     * @param rows name of the table in the database
     * @param table makes what writes it, in whatever transactions it is given
     */
    public Rebuildable of(String rows, Function<TransactionOperations, SharedTable<?, ?>> table) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        SharedTable<?, ?> second = table.apply(inSecondSet(jdbc));
        var moment = new TransactionTemplate(transactions);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new RebuiltTable(
                second,
                settings.heldRows(),
                new SecondSet(jdbc, second.name(), rows),
                replay,
                name -> new Lease(dataSource, name),
                new TransactionTemplate(transactions),
                moment);
    }

    /** Transactions of their own, beside one that holds the first set. */
    private TransactionOperations inSecondSet(JdbcClient jdbc) {
        var beside = new TransactionTemplate(transactions);
        beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                return beside.execute(
                        transaction -> {
                            String _ =
                                    jdbc.sql(SecondSet.LOOK_THERE_FIRST)
                                            .query(String.class)
                                            .single();
                            return action.doInTransaction(transaction);
                        });
            }
        };
    }
}
