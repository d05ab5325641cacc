package dev.hansard.command.entry;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.entry.EntryCommand.PutEntries;
import dev.hansard.api.entry.EntryCommand.PutEntry;
import dev.hansard.api.entry.EntryCommand.RemoveEntry;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.entry.EntryRequests.EntryBody;
import dev.hansard.command.entry.EntryRequests.NewEntries;
import dev.hansard.command.entry.EntryRequests.NewEntry;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.tenancy.SettingsInEffect;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;

/** Puts and removes entries of tables. An entry's version is its own. */
@RestController
public final class EntryController {

    private final Commands commands;
    private final SettingsInEffect settings;

    EntryController(Commands commands, SettingsInEffect settings) {
        this.commands = commands;
        this.settings = settings;
    }

    @PutMapping("/v1/tables/{table}/{key}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> put(
            @PathVariable String table,
            @PathVariable String key,
            @RequestBody EntryBody body,
            CommandRequest request) {
        var put =
                new PutEntry(
                        AggregateId.entry(request.tenant(), table, key),
                        body.value(),
                        requireNonNullElseGet(body.ttl(), () -> lifetime(request)),
                        request.expected(),
                        request.now());
        return commands.handle(request, put, (EntryChange change) -> new Done(change.version()));
    }

    @DeleteMapping("/v1/tables/{table}/{key}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> remove(
            @PathVariable String table, @PathVariable String key, CommandRequest request) {
        return commands.handle(
                request,
                new RemoveEntry(
                        AggregateId.entry(request.tenant(), table, key),
                        request.expected(),
                        request.now()),
                change -> new Done(null));
    }

    /**
     * What is expected holds for each of them: with {@code If-None-Match: *} all have to be new.
     */
    @PostMapping("/v1/tables/{table}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> putAll(
            @PathVariable String table, @RequestBody NewEntries body, CommandRequest request) {
        Ttl lifetime = lifetime(request);
        List<PutEntry> puts = new ArrayList<>();
        for (NewEntry entry : body.entries()) {
            String key = CheckedIds.require("/entries/" + puts.size() + "/key", entry.key());
            puts.add(
                    new PutEntry(
                            AggregateId.entry(request.tenant(), table, key),
                            entry.value(),
                            requireNonNullElse(entry.ttl(), lifetime),
                            request.expected(),
                            request.now()));
        }
        return commands.handle(request, new PutEntries(puts), changes -> new Done(null));
    }

    private Ttl lifetime(CommandRequest request) {
        return settings.ttl(request.tenant(), Lifetime.ENTRY);
    }
}
