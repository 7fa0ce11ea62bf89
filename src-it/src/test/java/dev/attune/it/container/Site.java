package dev.attune.it.container;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One web app on as many containers as tests ask for: deployed once on each, and left there. */
public final class Site {
    private final WebApp app;
    private final Map<Container, Deployment> deployments = new ConcurrentHashMap<>();

    private Site(WebApp app) {
        this.app = app;
    }

    public static Site of(WebApp app) {
        return new Site(app);
    }

    /** Deploys the app once more, on a container that the caller has started. */
    public Deployment newOn(RunningContainer container) {
        return container.deploy(app);
    }

    public Deployment on(Container container) {
        return deployments.computeIfAbsent(container, c -> c.running().deploy(app));
    }
}
