package dev.hansard.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;

import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.seed.Messages;

import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.memory.repository.jdbc.JdbcChatMemoryRepository;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Spring AI's chat memory on JDBC with its window of 20 messages, set up as its documentation does,
 * each client with a conversation of its own. It keeps the window and nothing else.
 */
final class SpringAiMemory implements AutoCloseable {

    private static final int WINDOW = 20;
    private static final String SCHEMA =
            "org/springframework/ai/chat/memory/repository/jdbc/schema-postgresql.sql";

    private final HikariDataSource pool;
    private final ChatMemory memory;

    private SpringAiMemory(HikariDataSource pool, ChatMemory memory) {
        this.pool = pool;
        this.memory = memory;
    }

    static SpringAiMemory on(Database database, int connections) {
        HikariDataSource pool = database.pool(connections);
        new ResourceDatabasePopulator(new ClassPathResource(SCHEMA)).execute(pool);
        var repository =
                JdbcChatMemoryRepository.builder().jdbcTemplate(new JdbcTemplate(pool)).build();
        var memory =
                MessageWindowChatMemory.builder()
                        .chatMemoryRepository(repository)
                        .maxMessages(WINDOW)
                        .build();
        return new SpringAiMemory(pool, memory);
    }

    List<Client> clients(int count) {
        return IntStream.range(0, count).mapToObj(i -> client()).toList();
    }

    private Client client() {
        String conversation = UUID.randomUUID().toString();
        return () -> memory.add(conversation, new UserMessage(Messages.text()));
    }

    @Override
    public void close() {
        pool.close();
    }
}
