package dev.hansard.allinone;

import dev.hansard.allinone.transfer.FileTransfer;
import dev.hansard.allinone.transfer.TransferSettings;
import dev.hansard.allinone.transfer.WithoutServer;
import dev.hansard.command.CommandSideConfiguration;
import dev.hansard.edge.startup.DatabaseRequired;
import dev.hansard.query.QuerySideConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import java.io.Console;

/** Hansard in one process, by default on port 8080 with its own PostgreSQL. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({
    DataSettings.class,
    EmbeddedPostgresProperties.class,
    TransferSettings.class
})
@Import({CommandSideConfiguration.class, QuerySideConfiguration.class, WelcomeMessage.class})
public class HansardApplication {

    public static void main(String[] args) throws InterruptedException {
        ConfigurableApplicationContext application = application().run(args);
        if (application.getBean(TransferSettings.class).isAsked()) {
            int status = new FileTransfer(application, System.out, isTerminal()).run();
            application.close();
            System.exit(status);
        }
    }

    /** The application, with the embedded database where no other is named. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(HansardApplication.class);
        application.addInitializers(
                new EmbeddedDatabase(), new DatabaseRequired(), new WithoutServer());
        return application;
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
