package dev.attune.jakarta.cdi;

import dev.attune.decision.Trust;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean that is a {@code Function<Profile, Map<String, ?>>} say what the browser may know of a visitor: JSON values by
 * name.
 *
 * <p>The annotation makes the class a bean; without a scope of its own, one instance serves all visitors, on many threads at
 * once. Beans of one kind are asked in the order of {@code @Priority}, the smallest number first, those without one as if
 * they had 2500; behind rules in the filter's own code and ahead of init parameters and the rules file.
 */
@Stereotype
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ClientTraits {
    /** How far it must be sure who the visitor is; one of less trust is an unknown visitor to this rule. */
    Trust trust() default Trust.CLAIMED;
}
