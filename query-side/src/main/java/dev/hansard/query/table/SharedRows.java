package dev.hansard.query.table;

import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

import java.util.Optional;

/** The rows of a shared table. */
@NoRepositoryBean
public interface SharedRows<R> extends Repository<R, String> {

    Optional<R> findById(String id);
}
