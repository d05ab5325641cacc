package dev.hansard.query.entry;

import dev.hansard.api.entry.TableView;
import dev.hansard.api.state.KeyView;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.value.EntryPages;
import dev.hansard.query.value.ValuePlace;
import dev.hansard.query.value.ValueTable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tables and their entries as pages, in the order of names and keys: which, from the shared table;
 * what they hold, from memory or the log.
 */
@RestController
final class TableController {

    private final TableGate gate;
    private final ValueTable places;
    private final EntryPages pages;
    private final Clock clock;

    TableController(TableGate gate, ValueTable places, EntryPages pages, Clock clock) {
        this.gate = gate;
        this.places = places;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/v1/tables")
    @Allowed(Permission.QUERY)
    ResponseEntity<Page<TableView>> tables(QueryRequest query, PageRequest page) {
        String after = page.afterId();
        long position = gate.await(query);
        List<String> found =
                places.tables(
                        query.tenant(),
                        after,
                        !page.ascending(),
                        clock.instant(),
                        page.limit() + 1);
        List<TableView> tables = found.stream().map(TableView::new).toList();
        return Answers.at(position, Page.of(page, tables, TableView::table));
    }

    /** A table that is not there has no entries. */
    @GetMapping("/v1/tables/{table}")
    @Allowed(Permission.QUERY)
    ResponseEntity<Page<KeyView>> entries(
            QueryRequest query, PageRequest page, @PathVariable String table) {
        String after = page.afterId();
        long position = gate.await(query);
        Instant now = clock.instant();
        List<ValuePlace> found =
                places.entries(
                        query.tenant(), table, after, !page.ascending(), now, page.limit() + 1);
        Page<ValuePlace> answer = Page.of(page, found, ValuePlace::key);
        return Answers.at(
                position,
                new Page<>(pages.at(answer.data(), now), answer.hasMore(), answer.next()));
    }
}
