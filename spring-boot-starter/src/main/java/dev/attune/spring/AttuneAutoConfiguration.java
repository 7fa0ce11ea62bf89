package dev.attune.spring;

import dev.attune.internal.config.Settings;
import dev.attune.internal.transform.PageScripts;
import dev.attune.jakarta.VariationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Registers Attune's filter in a servlet web app of Spring Boot. {@code attune.enabled=false} leaves it out; every init
 * parameter of the filter is a property below {@code attune}.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "attune.enabled", matchIfMissing = true)
public class AttuneAutoConfiguration {
    /** Spring Security's filter is at -100: Attune stands behind it, so that it knows the principal. */
    private static final int BEHIND_SECURITY = -99;

    private static final int AHEAD_OF_SECURITY = Ordered.HIGHEST_PRECEDENCE + 10;

    /** All but {@code visitor}, which asks who is logged in. */
    static final List<String> ENDPOINTS = List.of(
            "client.js",
            "explain",
            "health",
            "profiles/*",
            "reset",
            "seen",
            "webhook",
            // Those of analytics.js.
            "analytics.js/*",
            "analytics-next/*",
            "next-integrations/*",
            "v1/*");

    /** Creates the auto-configuration. */
    public AttuneAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "attune")
    FilterRegistrationBean<BeanFilter> attune(
            Environment environment, ResourceLoader resources, ObjectProvider<AttuneRules> rules) {
        List<AttuneRules> beans = rules.orderedStream().toList();
        FilterRegistrationBean<BeanFilter> attune = registration("attune", new BeanFilter(beans), BEHIND_SECURITY);
        attune.addUrlPatterns("/*");
        attune.setDispatcherTypes(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR));
        attune.setInitParameters(FilterParameters.of(environment, resources));
        return attune;
    }

    @Bean
    FilterRegistrationBean<EndpointFilter> attuneEndpoints(FilterRegistrationBean<BeanFilter> attune) {
        Map<String, String> parameters = attune.getInitParameters();
        String prefix = parameters.getOrDefault(Settings.ROUTE_PREFIX.name(), Settings.ROUTE_PREFIX.defaultText());
        FilterRegistrationBean<EndpointFilter> endpoints =
                registration("attuneEndpoints", new EndpointFilter(attune.getFilter()), AHEAD_OF_SECURITY);
        for (String endpoint : ENDPOINTS) {
            endpoints.addUrlPatterns("/" + prefix + "/" + endpoint);
        }
        for (PageScripts.Kind script : PageScripts.Kind.values()) {
            endpoints.addUrlPatterns("/" + prefix + "/" + script.file());
        }
        endpoints.setDispatcherTypes(DispatcherType.REQUEST);
        return endpoints;
    }

    /** Behind all filters of the app: they run for the URL that was asked for, whatever page answers. */
    @Bean
    FilterRegistrationBean<VariationFilter> attuneVariations() {
        FilterRegistrationBean<VariationFilter> variations =
                registration("attuneVariations", new VariationFilter(), Ordered.LOWEST_PRECEDENCE);
        variations.addUrlPatterns("/*");
        variations.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        variations.setMatchAfter(true);
        return variations;
    }

    private static <F extends Filter> FilterRegistrationBean<F> registration(String name, F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setOrder(order);
        registration.setAsyncSupported(true);
        return registration;
    }
}
