package dev.attune.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Boot's actuator shows of Attune. Spring Boot 4 has moved the types of health, so there is one for each. */
@AutoConfiguration(after = AttuneAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(name = "attune", value = FilterRegistrationBean.class)
public class AttuneActuatorAutoConfiguration {
    /** Creates the auto-configuration. */
    public AttuneActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnAvailableEndpoint
    AttuneEndpoint attuneEndpoint(FilterRegistrationBean<BeanFilter> attune) {
        return new AttuneEndpoint(attune.getFilter());
    }

    /** Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class HealthOfBoot3 {
        @Bean
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("attune")
        org.springframework.boot.actuate.health.HealthIndicator attuneHealthIndicator(
                FilterRegistrationBean<BeanFilter> attune) {
            return () -> {
                FilterHealth now = FilterHealth.of(attune.getFilter());
                return org.springframework.boot.actuate.health.Health.status(now.status())
                        .withDetails(now.details())
                        .build();
            };
        }
    }

    /** Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class HealthOfBoot4 {
        @Bean
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("attune")
        org.springframework.boot.health.contributor.HealthIndicator attuneHealthIndicator(
                FilterRegistrationBean<BeanFilter> attune) {
            return () -> {
                FilterHealth now = FilterHealth.of(attune.getFilter());
                return org.springframework.boot.health.contributor.Health.status(now.status())
                        .withDetails(now.details())
                        .build();
            };
        }
    }
}
