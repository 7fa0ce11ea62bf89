package dev.attune.it.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/** Runs each web app as a Spring Boot application of its own: with its own server, on its own port. */
final class Main implements Launcher {
    private final Map<String, ConfigurableApplicationContext> applications = new HashMap<>();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        OrderLoop.run(new Main());
    }

    @Override
    public void start() {}

    @Override
    public int deploy(String contextPath, Path app) throws Exception {
        ClassLoader loader = AppLoader.of(app);
        Beans beans = new Beans(WebXml.read(app.resolve("WEB-INF/web.xml")), loader);
        SpringApplication application = new SpringApplication(new DefaultResourceLoader(loader), Application.class);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "server.servlet.context-path", contextPath,
                "spring.web.resources.static-locations", app.toUri().toString(),
                "spring.main.banner-mode", "off"));
        application.addInitializers(context -> beans.addTo(context.getBeanFactory()));
        ConfigurableApplicationContext running;
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        // As where the app is the JAR that runs.
        Thread.currentThread().setContextClassLoader(loader);
        try {
            running = application.run();
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
        applications.put(contextPath, running);
        return running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** There is no other way here. */
    @Override
    public int embed(String contextPath, Path app) throws Exception {
        return deploy(contextPath, app);
    }

    @Override
    public void undeploy(String contextPath) {
        ConfigurableApplicationContext application = applications.remove(contextPath);
        if (application != null) {
            application.close();
        }
    }

    /** Serves the app's files, as Spring MVC does, and Spring Boot's own error page. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
