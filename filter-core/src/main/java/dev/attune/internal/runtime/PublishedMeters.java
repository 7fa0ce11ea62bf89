package dev.attune.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Shows counters to those who watch the server: as JMX beans such as {@code dev.attune:type=Profiles,app=NAME}, and in
 * Micrometer's global registry where the app brings Micrometer. Closing takes them back; no class loader is held afterwards.
 */
public final class PublishedMeters implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PublishedMeters.class.getPackageName());

    private final List<AutoCloseable> published = new ArrayList<>();

    private PublishedMeters() {}

    /**
     * Publishes counters. If they cannot be published, a line in the log says so; nothing is thrown.
     *
     * @param app tells the apps of one server apart, such as their context path
     */
    public static PublishedMeters of(String app, List<Meters> subjects) {
        PublishedMeters all = new PublishedMeters();
        for (Meters meters : subjects) {
            all.published.add(jmx(app, meters));
            all.published.add(micrometer(app, meters));
        }
        return all;
    }

    private static AutoCloseable jmx(String app, Meters meters) {
        try {
            return MeterBean.register(
                    new ObjectName("dev.attune:type=" + meters.type() + ",app=" + ObjectName.quote(app)), meters);
        } catch (JMException | SecurityException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: its counters are not in JMX: {0}", e.getMessage());
            return () -> {};
        }
    }

    private static AutoCloseable micrometer(String app, Meters meters) {
        try {
            return MicrometerMeters.register(app, meters);
        } catch (LinkageError e) {
            // The app has no Micrometer, or a version with other methods.
            return () -> {};
        }
    }

    @Override
    public void close() {
        for (AutoCloseable one : published) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "Attune: counters were taken back before", e);
            }
        }
    }
}
