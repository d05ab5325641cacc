package dev.hansard.query.table;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** The rows of a shared table. */
@NoRepositoryBean
public interface SharedRows<R> extends Repository<R, String> {

    Optional<R> findById(String id);

    List<R> findAllByIdIn(Iterable<String> ids);

    /** Ids that begin with a prefix, after one of them, in the order of ids. */
    @Query(
            """
            select row.id from #{#entityName} row
             where row.id > :after and left(row.id, length(:prefix)) = :prefix
             order by row.id""")
    List<String> idsAfter(String prefix, String after, Limit limit);
}
