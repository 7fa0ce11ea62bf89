package dev.attune.it.cdi;

import dev.attune.decision.Decision;
import dev.attune.jakarta.cdi.VariationFor;
import dev.attune.profile.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import java.io.Serializable;
import java.util.function.Function;

/** Beans that would show one visitor's profile to others, or rules that are wrong: none of them may start. */
public final class Frozen {
    private Frozen() {}

    @ApplicationScoped
    public static class InApplication {
        @Inject
        Profile profile;
    }

    @SessionScoped
    public static class InSession implements Serializable {
        private static final long serialVersionUID = 1L;

        @Inject
        transient Decision decision;
    }

    @Dependent
    public static class Holder {
        @Inject
        Profile profile;
    }

    @ApplicationScoped
    public static class ByHolder {
        @Inject
        Holder holder;
    }

    @ApplicationScoped
    public static class ByProducer {
        @Produces
        @ApplicationScoped
        StringBuilder name(Profile profile) {
            return new StringBuilder(profile.text("first_name"));
        }
    }

    public static final class InServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        transient Profile profile;
    }

    public static final class HolderInServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        transient Holder holder;
    }

    @VariationFor("shop")
    public static final class BadRoute implements Function<Profile, String> {
        @Override
        public String apply(Profile profile) {
            return "/";
        }
    }

    @VariationFor("/")
    public static final class NoFunction {}
}
