package dev.attune.spring;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers and templates of Spring MVC get: the visitor of the request. Tests of the web layer only have it, too. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
public class AttuneWebMvcAutoConfiguration implements WebMvcConfigurer {
    /** Creates the auto-configuration. */
    public AttuneWebMvcAutoConfiguration() {}

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new VisitorArguments());
    }

    /** For templates, as {@code ${@attuneProfile.text('first_name')}}; looked up where a template asks for it. */
    @Bean
    @Scope(WebApplicationContext.SCOPE_REQUEST)
    @ConditionalOnMissingBean(name = "attuneProfile")
    static Profile attuneProfile(HttpServletRequest request) {
        return PersonalizationFilter.profile(request);
    }
}
