package dev.attune.spring;

import dev.attune.decision.Visitor;
import dev.attune.profile.Profile;
import dev.attune.profile.Traits;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shop with Spring Security, whose every page asks for a log-in but the home pages. */
@SpringBootApplication
class ShopApplication {
    @Bean
    AttuneRules greeting() {
        return rules -> rules.clientTraits(profile -> java.util.Map.of("isKnown", profile.flag("known")));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/", "/home-eu", "/attune/visitor", "/typed")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .httpBasic(basic -> {})
                .build();
    }

    @Traits
    record Person(String firstName, int visits) {}

    @RestController
    static class Pages {
        @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
        String home(Profile profile, Visitor visitor) {
            return page("home", profile, visitor);
        }

        @GetMapping(path = "/typed", produces = MediaType.TEXT_PLAIN_VALUE)
        String typed(Person person) {
            return String.valueOf(person);
        }

        @GetMapping(path = "/home-eu", produces = MediaType.TEXT_HTML_VALUE)
        String europe(Profile profile, Visitor visitor) {
            return page("Europe", profile, visitor);
        }

        private static String page(String title, Profile profile, Visitor visitor) {
            return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>Welcome</h1><p>"
                    + profile.text("first_name") + "|" + visitor.profile().text("location") + "</p></body></html>";
        }
    }
}
