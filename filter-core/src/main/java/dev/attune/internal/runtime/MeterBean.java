package dev.attune.internal.runtime;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Meters as a JMX bean of read-only attributes. */
final class MeterBean implements DynamicMBean {
    private final Map<String, Meter> meters = new LinkedHashMap<>();

    private final String description;

    private MeterBean(Meters meters) {
        description = "Attune: " + meters.subject();
        meters.meters().forEach(meter -> this.meters.put(meter.name(), meter));
    }

    static AutoCloseable register(ObjectName name, Meters meters) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        if (server.isRegistered(name)) {
            // Left behind by a deployment that could not end properly.
            server.unregisterMBean(name);
        }
        server.registerMBean(new MeterBean(meters), name);
        return () -> server.unregisterMBean(name);
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Meter meter = meters.get(name);
        if (meter == null) {
            throw new AttributeNotFoundException(name);
        }
        return meter.count().getAsLong();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        for (String name : names) {
            Meter meter = meters.get(name);
            if (meter != null) {
                found.add(new Attribute(name, meter.count().getAsLong()));
            }
        }
        return found;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = meters.values().stream()
                .map(meter -> new MBeanAttributeInfo(meter.name(), "long", meter.meaning(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(MeterBean.class.getName(), description, attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("counters are read-only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String action, Object @Nullable [] parameters, String @Nullable [] signature) {
        return null;
    }
}
