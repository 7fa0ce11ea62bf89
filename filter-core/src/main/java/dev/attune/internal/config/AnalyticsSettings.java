package dev.attune.internal.config;

import java.net.URI;
import java.util.List;

/** The settings of what Attune does for analytics.js: ids, files, snippet and events of the own domain. */
public final class AnalyticsSettings {
    public static final Setting<AnonymousIdOwner> ANONYMOUS_ID = Setting.of(
            "anonymousId",
            ValueTypes.oneOf(AnonymousIdOwner.class),
            "browser",
            "Who gives a browser its anonymous id. With `browser`, analytics.js does, when it first runs. With `server`,"
                    + " Attune does with the first page, in the cookie `attune_aid`, and analytics.js takes it over: so the"
                    + " first view is in experiments.");

    public static final Setting<String> ID_COOKIE_DOMAIN = Setting.of(
            "idCookieDomain",
            ValueTypes.matching(
                    "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
                    "a domain of two labels or more, such as shop.example"),
            null,
            "Domain of the cookie `attune_aid`, for sites that share their visitors. Without it the cookie goes to the host"
                    + " that has set it, and to no other.");

    public static final Setting<String> ANALYTICS_WRITE_KEY = Setting.secret(
            "analyticsWriteKey",
            ValueTypes.matching("[A-Za-z0-9_-]{1,128}", "a write key of letters, digits, _ and -"),
            "Write key of the Segment source for analytics.js. With it, Attune serves analytics.js and takes its events"
                    + " under `/<routePrefix>/`; without it, it does neither.");

    public static final Setting<Switch> ANALYTICS_REDACT_KEY = Setting.of(
            "analyticsRedactKey",
            ValueTypes.oneOf(Switch.class),
            "off",
            "With `on`, pages, analytics.js and its settings show `site` in place of the write key, and events get the key"
                    + " on their way to Segment.");

    public static final Setting<URI> ANALYTICS_CDN_URL = Setting.of(
            "analyticsCdnUrl",
            ValueTypes.httpUrl(),
            "https://cdn.segment.com",
            "Where Segment's analytics.js, its settings and its bundles come from.");

    public static final Setting<Switch> ANALYTICS_FILES = Setting.of(
            "analyticsFiles",
            ValueTypes.oneOf(Switch.class),
            "on",
            "With `on`, Attune serves analytics.js, its settings and its bundles from the own domain.");

    public static final Setting<Switch> ANALYTICS_EVENTS = Setting.of(
            "analyticsEvents",
            ValueTypes.oneOf(Switch.class),
            "on",
            "With `on`, Attune takes the events of analytics.js at `POST /<routePrefix>/v1/…` and sends them to"
                    + " `trackingUrl`.");

    public static final Setting<Switch> ANALYTICS_CONTEXT = Setting.of(
            "analyticsContext",
            ValueTypes.oneOf(Switch.class),
            "on",
            "With `on`, events say in `context.edge` where the visitor is, as far as `geo` knows it.");

    public static final Setting<ClientIp> CLIENT_IP = Setting.of(
            "clientIp",
            ValueTypes.oneOf(ClientIp.class),
            "send",
            "With `send`, events carry the visitor's IP address in `context.ip`; with `hide`, they carry `0.0.0.0`.");

    public static final Setting<Switch> ANALYTICS_SNIPPET = Setting.of(
            "analyticsSnippet",
            ValueTypes.oneOf(Switch.class),
            "off",
            "With `on`, pages that have no Segment snippet in their head load analytics.js. It needs"
                    + " `analyticsWriteKey`.");

    public static final Setting<Switch> ANALYTICS_PAGE_VIEW = Setting.of(
            "analyticsPageView", ValueTypes.oneOf(Switch.class), "on", "With `on`, that snippet sends a page event.");

    private AnalyticsSettings() {}

    /** Returns them in the order of the documentation. */
    static List<Setting<?>> all() {
        return List.of(
                ANONYMOUS_ID,
                ID_COOKIE_DOMAIN,
                ANALYTICS_WRITE_KEY,
                ANALYTICS_REDACT_KEY,
                ANALYTICS_CDN_URL,
                ANALYTICS_FILES,
                ANALYTICS_EVENTS,
                ANALYTICS_CONTEXT,
                CLIENT_IP,
                ANALYTICS_SNIPPET,
                ANALYTICS_PAGE_VIEW);
    }
}
