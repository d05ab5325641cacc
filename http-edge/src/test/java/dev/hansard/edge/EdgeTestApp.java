package dev.hansard.edge;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** A service that has nothing but the edge and an endpoint for each of its rules. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({HttpEdgeConfiguration.class, EchoController.class})
public class EdgeTestApp {}
