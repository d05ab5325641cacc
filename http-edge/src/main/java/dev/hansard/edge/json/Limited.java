package dev.hansard.edge.json;

import dev.hansard.edge.settings.Limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The size limit of a client JSON component, or of each element where the component is a list or
 * map of them; also of a body that is client JSON as a whole. Passing it is refused while reading,
 * with 413 {@code too-large}.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limited {
    Limit value();
}
