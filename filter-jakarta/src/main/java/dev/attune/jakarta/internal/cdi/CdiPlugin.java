package dev.attune.jakarta.internal.cdi;

import dev.attune.decision.Personalization;
import dev.attune.internal.store.ProfileStore;
import dev.attune.jakarta.internal.Plugin;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Joins a filter to the app's CDI container, where there is one. */
public final class CdiPlugin implements Plugin {
    private @Nullable Beans beans;

    @Override
    public boolean isUsable() {
        try {
            Class.forName("jakarta.enterprise.inject.spi.CDI", false, CdiPlugin.class.getClassLoader());
            beans = Beans.ofTheApp();
        } catch (ClassNotFoundException | LinkageError e) {
            beans = null;
        }
        return beans != null;
    }

    @Override
    public boolean wantsFilter() {
        return beans != null && beans.wantFilter();
    }

    @Override
    public void personalize(Personalization.Builder rules) {
        if (beans != null) {
            beans.personalize(rules);
        }
    }

    @Override
    public void start(ServletContext context, @Nullable ProfileStore store) {
        if (beans != null) {
            beans.start(context, store);
        }
    }

    @Override
    public void close() {
        if (beans != null) {
            beans.close();
        }
    }
}
