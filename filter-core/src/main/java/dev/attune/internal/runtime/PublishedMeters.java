package dev.attune.internal.runtime;

import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Shows meters to whoever watches the server: as a JMX bean such as {@code dev.attune:type=Profiles,app=NAME}, and to
 * Micrometer's global registry where the app brings Micrometer. Closing takes them back; no class loader is held afterwards.
 */
public final class PublishedMeters implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PublishedMeters.class.getPackageName());

    private final AutoCloseable jmx;
    private final AutoCloseable micrometer;

    private PublishedMeters(AutoCloseable jmx, AutoCloseable micrometer) {
        this.jmx = jmx;
        this.micrometer = micrometer;
    }

    /**
     * Publishes meters. What cannot be published is logged; nothing is thrown.
     *
     * @param app tells the apps of one server apart, such as their context path
     * @param subject what is counted, such as {@code Profiles}
     */
    public static PublishedMeters of(String app, String subject, List<Meter> meters) {
        return new PublishedMeters(jmx(app, subject, meters), micrometer(app, subject, meters));
    }

    private static AutoCloseable jmx(String app, String subject, List<Meter> meters) {
        try {
            return MeterBean.register(
                    new ObjectName("dev.attune:type=" + subject + ",app=" + ObjectName.quote(app)), subject, meters);
        } catch (JMException | SecurityException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune''s counters are not in JMX: {0}", e.getMessage());
            return () -> {};
        }
    }

    private static AutoCloseable micrometer(String app, String subject, List<Meter> meters) {
        try {
            return MicrometerMeters.register(app, subject, meters);
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
