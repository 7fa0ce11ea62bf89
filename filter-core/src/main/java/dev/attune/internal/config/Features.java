package dev.attune.internal.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The features that are switched on. A change of these settings in the rules file holds at once.
 *
 * @param enabled whether Attune does anything to pages
 * @param serverIds whether Attune gives browsers their anonymous ids
 * @param files whether Attune serves analytics.js
 * @param events whether Attune takes events
 * @param context whether events say where the visitor is
 * @param clientIp whether events carry the visitor's IP address
 * @param snippet whether pages get a snippet
 * @param pageView whether that sends a page event
 * @param profilesApi whether the Profiles API is asked
 * @param webhook whether pushed traits are taken
 * @param explain whether pages are explained
 * @param preview whether preview links count
 */
public record Features(
        boolean enabled,
        boolean serverIds,
        boolean files,
        boolean events,
        boolean context,
        boolean clientIp,
        boolean snippet,
        boolean pageView,
        boolean profilesApi,
        boolean webhook,
        boolean explain,
        boolean preview) {
    private static final Set<String> NAMES = List.of(
                    Settings.ENABLED,
                    AnalyticsSettings.ANONYMOUS_ID,
                    AnalyticsSettings.ANALYTICS_FILES,
                    AnalyticsSettings.ANALYTICS_EVENTS,
                    AnalyticsSettings.ANALYTICS_CONTEXT,
                    AnalyticsSettings.CLIENT_IP,
                    AnalyticsSettings.ANALYTICS_SNIPPET,
                    AnalyticsSettings.ANALYTICS_PAGE_VIEW,
                    SwitchSettings.PROFILES_API,
                    SwitchSettings.WEBHOOK,
                    SwitchSettings.EXPLAIN,
                    SwitchSettings.PREVIEW)
            .stream()
            .map(Setting::name)
            .collect(Collectors.toUnmodifiableSet());

    /** Returns what the settings switch on. */
    public static Features of(Configuration configuration) {
        boolean hasKey = configuration.isSet(AnalyticsSettings.ANALYTICS_WRITE_KEY);
        return new Features(
                isOn(configuration, Settings.ENABLED),
                configuration.get(AnalyticsSettings.ANONYMOUS_ID) == AnonymousIdOwner.SERVER,
                hasKey && isOn(configuration, AnalyticsSettings.ANALYTICS_FILES),
                hasKey && isOn(configuration, AnalyticsSettings.ANALYTICS_EVENTS),
                isOn(configuration, AnalyticsSettings.ANALYTICS_CONTEXT),
                configuration.get(AnalyticsSettings.CLIENT_IP) == ClientIp.SEND,
                hasKey && isOn(configuration, AnalyticsSettings.ANALYTICS_SNIPPET),
                isOn(configuration, AnalyticsSettings.ANALYTICS_PAGE_VIEW),
                isOn(configuration, SwitchSettings.PROFILES_API),
                isOn(configuration, SwitchSettings.WEBHOOK),
                isOn(configuration, SwitchSettings.EXPLAIN),
                isOn(configuration, SwitchSettings.PREVIEW));
    }

    /** Returns whether a change of a setting holds at once. */
    public static boolean isLive(String setting) {
        return NAMES.contains(setting);
    }

    /** Returns whether pages get something whatever their rules say. */
    public boolean changeAllPages() {
        return serverIds || snippet;
    }

    private static boolean isOn(Configuration configuration, Setting<Switch> setting) {
        return configuration.get(setting) == Switch.ON;
    }
}
