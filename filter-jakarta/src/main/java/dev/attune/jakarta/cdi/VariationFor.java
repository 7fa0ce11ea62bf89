package dev.attune.jakarta.cdi;

import dev.attune.decision.Trust;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean that is a {@code Function<Profile, String>} serve another page at a route: it returns a path inside the app,
 * or null for the app's own page.
 *
 * <pre>{@code
 * @VariationFor("/")
 * public class HomePage implements Function<Profile, String> {
 *     @Override
 *     public String apply(Profile profile) {
 *         return profile.text("location").equals("EU") ? "/homepage-eu" : "/homepage-us";
 *     }
 * }
 * }</pre>
 *
 * <p>The annotation makes the class a bean; without a scope of its own, one instance serves all visitors, on many threads at
 * once. Beans of one kind are asked in the order of {@code @Priority}, the smallest number first, those without one as if
 * they had 2500; behind rules in the filter's own code and ahead of init parameters and the rules file.
 */
@Stereotype
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface VariationFor {
    /** The route: a path such as {@code /cart}, or a prefix such as {@code /shop/*}. */
    String value();

    /** How far it must be sure who the visitor is; one of less trust is an unknown visitor to this rule. */
    Trust trust() default Trust.CLAIMED;
}
