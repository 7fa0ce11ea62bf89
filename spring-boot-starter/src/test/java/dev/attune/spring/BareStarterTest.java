package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An app that lacks what the starter can do without. */
class BareStarterTest {
    @RestController
    static class Page {
        @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
        String home() {
            return "<!DOCTYPE html><html><head><title>bare</title></head><body></body></html>";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.actuate",
                "io.micrometer",
                "org.thymeleaf",
                "org.springframework.security",
                "org.springframework.boot.actuate,io.micrometer,org.thymeleaf,org.springframework.security"
            })
    void anAppStartsAndServesItsPagesWithout(String packages) {
        List<String> missing = List.of(packages.split(",", -1));
        new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
                .withClassLoader(new FilteredClassLoader(missing.toArray(String[]::new)))
                .withConfiguration(AutoConfigurations.of(
                        ServletWebServerFactoryAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        WebMvcAutoConfiguration.class,
                        AttuneAutoConfiguration.class,
                        AttuneActuatorAutoConfiguration.class,
                        AttuneWebMvcAutoConfiguration.class))
                .withBean(Page.class)
                .withBean(
                        AttuneRules.class, () -> rules -> rules.clientTraits(profile -> java.util.Map.of("bare", true)))
                .withPropertyValues("server.port=0", "server.address=127.0.0.1")
                .run(context -> {
                    assertFalse(
                            missing.contains("org.springframework.boot.actuate")
                                    && context.containsBean("attuneEndpoint"),
                            "nothing of the actuator");
                    int port = context.getSourceApplicationContext(
                                    AnnotationConfigServletWebServerApplicationContext.class)
                            .getWebServer()
                            .getPort();
                    HttpResponse<String> page = HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                            .header("User-Agent", "Mozilla/5.0")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
                    assertEquals(200, page.statusCode());
                    assertTrue(page.body().contains("{\"bare\":true}"), page.body());
                });
    }
}
