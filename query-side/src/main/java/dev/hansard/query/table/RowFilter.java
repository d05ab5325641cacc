package dev.hansard.query.table;

import jakarta.persistence.criteria.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which rows of one tenant to list: only the conditions that were asked for, so that each list runs
 * on its own index.
 *
 * @param equal attribute to value; a null value is no condition
 * @param not attribute to a value that is left out
 */
public record RowFilter(
        String tenant, Map<String, @Nullable Object> equal, Map<String, Object> not) {

    private static final String ORDER = "createdPosition";

    /** One page of rows in the order of creation, by keyset. */
    public <R> List<R> page(
            JpaSpecificationExecutor<R> rows, @Nullable Long after, boolean descending, int limit) {
        Sort order = Sort.by(descending ? Sort.Direction.DESC : Sort.Direction.ASC, ORDER);
        return rows.findBy(
                where(after, descending), query -> query.sortBy(order).limit(limit).all());
    }

    public <R> long count(JpaSpecificationExecutor<R> rows) {
        return rows.count(where(null, false));
    }

    private <R> Specification<R> where(@Nullable Long after, boolean descending) {
        return (row, query, is) -> {
            List<Predicate> all = new ArrayList<>();
            all.add(is.equal(row.get("tenant"), tenant));
            equal.forEach(
                    (attribute, value) -> {
                        if (value != null) {
                            all.add(is.equal(row.get(attribute), Objects.requireNonNull(value)));
                        }
                    });
            not.forEach((attribute, value) -> all.add(is.notEqual(row.get(attribute), value)));
            if (after != null) {
                all.add(
                        descending
                                ? is.lessThan(row.<Long>get(ORDER), after)
                                : is.greaterThan(row.<Long>get(ORDER), after));
            }
            return is.and(all.toArray(Predicate[]::new));
        };
    }
}
