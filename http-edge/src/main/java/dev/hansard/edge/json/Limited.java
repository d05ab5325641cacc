package dev.hansard.edge.json;

import dev.hansard.edge.settings.Limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The limit of a client JSON component, or of each element where the component is a list; also of a
 * body that is client JSON as a whole. A value that is too large is refused while it is read, with
 * 413 {@code too-large}, and a list that is too long at its first element too many, with 422.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limited {
    Limit value();
}
