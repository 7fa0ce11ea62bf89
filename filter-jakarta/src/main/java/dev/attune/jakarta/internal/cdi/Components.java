package dev.attune.jakarta.internal.cdi;

import dev.attune.jakarta.cdi.ClientTraits;
import dev.attune.jakarta.cdi.PageEdits;
import dev.attune.jakarta.cdi.VariationFor;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EventListener;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a container makes once, or keeps in a pool, and lets serve many visitors. Told by names: not all of it is there. */
final class Components {
    private static final Set<String> SHARED = Set.of(
            "jakarta.ejb.Singleton",
            "jakarta.ejb.Stateless",
            "jakarta.ejb.Stateful",
            "jakarta.ejb.MessageDriven",
            "jakarta.inject.Singleton",
            "jakarta.ws.rs.ext.Provider",
            "jakarta.ws.rs.ApplicationPath",
            "jakarta.websocket.server.ServerEndpoint",
            VariationFor.class.getName(),
            ClientTraits.class.getName(),
            PageEdits.class.getName());
    private static final String RESOURCE = "jakarta.ws.rs.Path";

    private Components() {}

    /** Returns why instances of a class may serve many visitors, or null where nothing says so. */
    static @Nullable String whyShared(Class<?> type) {
        if (Servlet.class.isAssignableFrom(type)
                || Filter.class.isAssignableFrom(type)
                || EventListener.class.isAssignableFrom(type)) {
            return "one instance of a servlet, filter or listener serves all requests";
        }
        return annotations(type).anyMatch(SHARED::contains)
                ? "an instance of such a component serves many requests"
                : null;
    }

    /** The same for a component that is no bean: of these, only a REST resource is made for each request. */
    static @Nullable String whySharedWithoutScope(Class<?> type) {
        String shared = whyShared(type);
        if (shared != null) {
            return shared;
        }
        return annotations(type).anyMatch(RESOURCE::equals)
                ? null
                : "nothing says that an instance of this class lives no longer than a request";
    }

    private static Stream<String> annotations(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .map(Class::getName);
    }
}
