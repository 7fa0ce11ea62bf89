package dev.attune.spring;

import dev.attune.decision.Decision;
import dev.attune.decision.Visitor;
import dev.attune.profile.Profile;
import dev.attune.profile.Traits;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** A shop with Spring Security, whose every page asks for a log-in but those for all. */
@SpringBootApplication
class ShopApplication {
    static final String POLICY = "default-src 'self'";

    @Bean
    AttuneRules greeting() {
        return rules -> rules.clientTraits(profile -> java.util.Map.of("isKnown", profile.flag("known")));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/",
                                "/home-eu",
                                "/long",
                                "/kept",
                                "/attune/visitor",
                                "/typed",
                                "/decided",
                                "/tea",
                                "/actuator/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .httpBasic(basic -> {})
                .build();
    }

    @Traits
    record Person(String firstName, int visits) {}

    /** Puts the version of a file into its URL, wherever a page has the response encode it. */
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> versions() {
        return new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
    }

    @Controller
    static class Views {
        @GetMapping("/tea")
        String tea() {
            return "tea";
        }
    }

    @RestController
    static class Pages {
        @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
        String home(Profile profile, Visitor visitor, HttpServletResponse response) {
            return page("home", profile, visitor, response);
        }

        @GetMapping(path = "/typed", produces = MediaType.TEXT_PLAIN_VALUE)
        String typed(Person person) {
            return String.valueOf(person);
        }

        @GetMapping(path = "/decided", produces = MediaType.TEXT_PLAIN_VALUE)
        String decided(Decision decision, Visitor visitor, Profile profile) {
            return decision.clientTraits() + " " + visitor.profile().equals(profile) + " " + visitor.trust();
        }

        @GetMapping(path = "/home-eu", produces = MediaType.TEXT_HTML_VALUE)
        String europe(Profile profile, Visitor visitor, HttpServletResponse response) {
            return page("Europe", profile, visitor, response);
        }

        /** Longer than any buffer, so that it goes out long before its end. */
        @GetMapping(path = "/long", produces = MediaType.TEXT_HTML_VALUE)
        String page(Profile profile, Visitor visitor, HttpServletResponse response) {
            return page("long", profile, visitor, response) + "<p>more words</p>".repeat(20_000);
        }

        /** A page for which the app says itself what caches may do. */
        @GetMapping(path = "/kept", produces = MediaType.TEXT_HTML_VALUE)
        String kept(Profile profile, Visitor visitor, HttpServletResponse response) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=60");
            return page("kept", profile, visitor, response);
        }

        private static String page(String title, Profile profile, Visitor visitor, HttpServletResponse response) {
            return "<!DOCTYPE html><html><head><title>" + title + "</title><link rel=stylesheet href=\""
                    + response.encodeURL("/shop.css") + "\"></head><body><h1>Welcome</h1><p>"
                    + profile.text("first_name") + "|" + visitor.profile().text("location") + "</p></body></html>";
        }
    }
}
