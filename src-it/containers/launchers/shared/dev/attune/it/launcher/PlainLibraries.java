package dev.attune.it.launcher;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Third-party libraries without an annotation, a fragment or a tag for a container. Where a container looks through their 7,000
 * classes, that is most of the work of a deployment.
 */
final class PlainLibraries {
    private static final List<String> NAMES = List.of(
            "cache-api",
            "ehcache",
            "h2-mvstore",
            "jakarta.json-api",
            "jboss-classfilewriter",
            "jboss-logging",
            "lettuce-core",
            "netty",
            "parsson",
            "reactive-streams",
            "reactor-core",
            "slf4j-api",
            "weld-core-impl");

    private PlainLibraries() {}

    /** Returns the file names, as patterns with a comma between them. */
    static String files() {
        return NAMES.stream().map(name -> name + "-*.jar").collect(Collectors.joining(","));
    }

    /** Returns a regular expression for the URIs of all other jars. */
    static String uriOfOthers() {
        return ".*/(?!(?:" + String.join("|", NAMES).replace(".", "\\.") + ")-)[^/]*\\.jar";
    }
}
