package dev.attune.it.spring;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.jakarta.VariationFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What the documentation tells users of Spring Boot to write. */
@Configuration
public class AttuneConfiguration {
    @Bean
    FilterRegistrationBean<PersonalizationFilter> attune(@Value("${attune.rules}") String rules) {
        FilterRegistrationBean<PersonalizationFilter> attune =
                new FilterRegistrationBean<>(new PersonalizationFilter());
        attune.setName("attune");
        attune.addUrlPatterns("/*");
        attune.setAsyncSupported(true);
        attune.setDispatcherTypes(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR));
        attune.setInitParameters(Map.of("rules", rules));
        return attune;
    }

    @Bean
    FilterRegistrationBean<VariationFilter> attuneVariations() {
        FilterRegistrationBean<VariationFilter> last = new FilterRegistrationBean<>(new VariationFilter());
        last.addUrlPatterns("/*");
        last.setAsyncSupported(true);
        last.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        last.setOrder(Ordered.LOWEST_PRECEDENCE);
        last.setMatchAfter(true);
        return last;
    }
}
