package dev.attune.profile;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the trait that a component of a record stands for, or the text that a constant of an enum stands for. Without it, a
 * component stands for the trait of its own name, else for the one of its name in snake case: {@code orderCount} for
 * {@code order_count}.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Trait {
    /** The trait's name, as Segment spells it. */
    String value();
}
