package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** The tenants that the log has events of. */
public final class LogTenants {

    private static final String THAT_HAVE =
            """
            select t.tenant from tenant_head t
             where exists (select from event e
                            where e.aggregate_id = replace(?, '{tenant}', t.tenant)
                              and e.sequence = 0)
             order by t.tenant""";

    private final DataSource dataSource;

    public LogTenants(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The tenants that have a certain aggregate, found by one look into an index for each tenant.
     *
     * @param aggregateId with <code>{tenant}</code> in the place of the tenant's name
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<String> thatHave(String aggregateId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(THAT_HAVE)) {
            new Parameters(statement).text(aggregateId);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> tenants = new ArrayList<>();
                while (rows.next()) {
                    tenants.add(rows.getString(1));
                }
                return tenants;
            }
        } catch (SQLException e) {
            throw SqlFailure.of("list tenants", e);
        }
    }
}
