package dev.attune.lookup;

import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Shows meters to whoever watches the server: as a JMX bean {@code dev.attune:type=Profiles,app=NAME} or {@code type=Pages},
 * and to Micrometer's global registry where the app brings Micrometer. Closing takes them back; no class loader is held afterwards.
 */
public final class PublishedMeters implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PublishedMeters.class.getName());

    private final AutoCloseable jmx;
    private final AutoCloseable micrometer;

    private PublishedMeters(AutoCloseable jmx, AutoCloseable micrometer) {
        this.jmx = jmx;
        this.micrometer = micrometer;
    }

    /** Publishes the meters of profiles. */
    public static PublishedMeters of(String app, List<Meter> meters) {
        return of("Profiles", app, meters);
    }

    /**
     * Publishes meters. What cannot be published is logged; nothing is thrown.
     *
     * @param type what they count, such as {@code Profiles}
     * @param app tells the apps of one server apart, such as their context path
     */
    public static PublishedMeters of(String type, String app, List<Meter> meters) {
        return new PublishedMeters(jmx(type, app, meters), micrometer(type, app, meters));
    }

    private static AutoCloseable jmx(String type, String app, List<Meter> meters) {
        try {
            return MeterBean.register(
                    new ObjectName("dev.attune:type=" + type + ",app=" + ObjectName.quote(app)), meters);
        } catch (JMException | SecurityException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune''s counters are not in JMX: {0}", e.getMessage());
            return () -> {};
        }
    }

    private static AutoCloseable micrometer(String type, String app, List<Meter> meters) {
        try {
            return MicrometerMeters.register(type, app, meters);
        } catch (LinkageError e) {
            // The app has no Micrometer, or one that is not like ours.
            return () -> {};
        }
    }

    @Override
    public void close() {
        for (AutoCloseable published : List.of(jmx, micrometer)) {
            try {
                published.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "Counters were taken back before", e);
            }
        }
    }
}
