package dev.hansard.edge.access;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.List;

/** Keeps a server from starting that has an endpoint without {@link Allowed}. */
final class EveryEndpointIsGuarded implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping endpoints;

    EveryEndpointIsGuarded(RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> unguarded =
                endpoints.getHandlerMethods().values().stream()
                        .filter(EveryEndpointIsGuarded::isUnguarded)
                        .map(HandlerMethod::getShortLogMessage)
                        .sorted()
                        .toList();
        if (!unguarded.isEmpty()) {
            throw new IllegalStateException("endpoints without @Allowed: " + unguarded);
        }
    }

    private static boolean isUnguarded(HandlerMethod method) {
        return !method.hasMethodAnnotation(Allowed.class)
                && !ErrorController.class.isAssignableFrom(method.getBeanType());
    }
}
