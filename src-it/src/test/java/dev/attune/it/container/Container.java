package dev.attune.it.container;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;

/** The containers that tests run on. Those that only a profile builds are there when it was given. */
public enum Container {
    TOMCAT_10("tomcat-10", "Tomcat 10.1"),
    TOMCAT_11("tomcat-11", "Tomcat 11"),
    JETTY_12_0_EE10("jetty-12.0-ee10", "Jetty 12.0 ee10"),
    JETTY_12_1_EE10("jetty-12.1-ee10", "Jetty 12.1 ee10"),
    JETTY_12_1_EE11("jetty-12.1-ee11", "Jetty 12.1 ee11"),
    UNDERTOW("undertow", "Undertow 2.3"),
    SPRING_BOOT_3("spring-boot-3", "Spring Boot 3.5"),
    SPRING_BOOT_4("spring-boot-4", "Spring Boot 4.0"),
    WILDFLY("wildfly", "WildFly 39"),
    LIBERTY("liberty", "Open Liberty 26"),
    PAYARA("payara", "Payara Micro 6"),
    TOMEE("tomee", "TomEE 9.0"),
    GLASSFISH("glassfish", "GlassFish 7.0");

    private final String module;
    private final String title;

    Container(String module, String title) {
        this.module = module;
        this.title = title;
    }

    /** The source of {@link EachContainer}; {@code -Dattune.containers=TOMCAT_11,UNDERTOW} narrows it while developing. */
    public static Stream<Container> all() {
        String chosen = System.getProperty("attune.containers", "");
        Stream<Container> containers = chosen.isEmpty()
                ? Arrays.stream(values())
                : Arrays.stream(chosen.split(",", -1)).map(Container::valueOf);
        return containers.filter(container -> container.isDefault() || Boolean.getBoolean("attune.allContainers"));
    }

    /** Returns this container, running; the first call starts it, the end of this JVM stops it. */
    public RunningContainer running() {
        return RunningContainer.of(this);
    }

    public boolean isTomcat() {
        return this == TOMCAT_10 || this == TOMCAT_11;
    }

    public boolean isJetty() {
        return this == JETTY_12_0_EE10 || this == JETTY_12_1_EE10 || this == JETTY_12_1_EE11;
    }

    public boolean isSpringBoot() {
        return this == SPRING_BOOT_3 || this == SPRING_BOOT_4;
    }

    /** Tells whether JSPs can be served. */
    public boolean hasJsp() {
        return isWarContainer();
    }

    /** Tells whether an app is a WAR: with annotations, web fragments and files below {@code WEB-INF}. */
    public boolean isWarContainer() {
        return this != UNDERTOW && !isSpringBoot();
    }

    /** Tells whether the container brings CDI along; the other WAR containers take Weld from the app. */
    public boolean hasCdi() {
        return EnumSet.range(WILDFLY, GLASSFISH).contains(this);
    }

    /** Tells whether an asynchronous task finds the app's beans. GlassFish runs it without the app's class loader. */
    public boolean hasBeansInStartedTasks() {
        return this != GLASSFISH && this != PAYARA;
    }

    /** Tells whether the container has MicroProfile Config. */
    public boolean hasMicroProfileConfig() {
        return this == WILDFLY || this == PAYARA;
    }

    /** Tells whether an app can be registered in code, by an app that runs the container in its own {@code main} method. */
    public boolean isEmbeddable() {
        return isTomcat() || isJetty() || isSpringBoot() || this == UNDERTOW;
    }

    /**
     * Tells whether a filter that cannot start stops its app's deployment. WildFly starts it late, Liberty answers each request
     * with an error; for the others see {@link #dropsBrokenFilters}.
     */
    public boolean refusesAppsWithBrokenFilters() {
        return this != WILDFLY && this != GLASSFISH && this != PAYARA && this != LIBERTY;
    }

    /** Tells whether an app whose filter cannot start is served without it. */
    public boolean dropsBrokenFilters() {
        return this == GLASSFISH || this == PAYARA;
    }

    /**
     * Tells whether a page may come in chunks with the filter and with a length without, or the other way round: with its own
     * response, GlassFish (and so Payara) ends a forwarded page otherwise than with a wrapped one; TomEE does so now and then
     * with a JSP, and Liberty always, because it flushes whatever wraps its response at a servlet's end.
     */
    public boolean mayFrameAnew(String path) {
        return switch (this) {
            case GLASSFISH, PAYARA -> path.contains("forward");
            case TOMEE -> path.endsWith(".jsp");
            case LIBERTY -> true;
            default -> false;
        };
    }

    /**
     * Tells whether the container's own error page is in the charset of a writer that the app asked for before. Where a page
     * is rewritten, the container was not asked for one.
     */
    public boolean hasErrorPagesInTheWritersCharset() {
        return this == LIBERTY;
    }

    /** Tells whether the first flush of a response's stream, or of a response with a stream, sends anything. */
    public boolean sendsStreamsAtTheFirstFlush() {
        return this != LIBERTY;
    }

    /** Where the build of its module put the container. */
    Path folder() {
        return Path.of("containers", module, "target");
    }

    String module() {
        return module;
    }

    /** The others are there after a build with the profile {@code containers}. */
    private boolean isDefault() {
        return EnumSet.range(TOMCAT_10, UNDERTOW).contains(this);
    }

    @Override
    public String toString() {
        return title;
    }
}
