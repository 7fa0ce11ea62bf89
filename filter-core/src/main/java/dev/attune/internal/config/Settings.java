package dev.attune.internal.config;

import dev.attune.internal.token.SigningKeys;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** All init parameters of the filter. {@code docs/configuration.md} lists the same. */
public final class Settings {
    private static final Duration YEAR = Duration.ofDays(365);

    public static final Setting<Switch> ENABLED = Setting.of(
            "enabled",
            ValueTypes.oneOf(Switch.class),
            "on",
            "With `off`, the app gets the container's own objects for every request, and no page changes. Of Attune's"
                    + " endpoints only webhook, erasure and health answer, so that no pushed trait is lost. In `settings` of"
                    + " the rules file a change holds at once.");

    public static final Setting<List<IdentitySource>> IDENTITY = Setting.of(
            "identity",
            ValueTypes.listOf(
                    "a comma-separated list of principal, session:NAME, header:NAME, signed-cookie and cookie",
                    IdentitySource::parse),
            "cookie",
            "Who the visitor is: the first of these that names somebody counts. Any of `principal`, `session:NAME`,"
                    + " `header:NAME`, `signed-cookie` and `cookie`, separated by commas.");

    public static final Setting<String> USER_ID_COOKIE = Setting.of(
            "userIdCookie",
            ValueTypes.cookieName(),
            "ajs_user_id",
            "Name of the cookie in which analytics.js keeps the user id.");

    public static final Setting<String> ANONYMOUS_ID_COOKIE = Setting.of(
            "anonymousIdCookie",
            ValueTypes.cookieName(),
            "ajs_anonymous_id",
            "Name of the cookie in which analytics.js keeps the anonymous id; asked where there is no user id.");

    public static final Setting<String> SIGNED_COOKIE = Setting.of(
            "signedCookie",
            ValueTypes.cookieName(),
            "attune_id",
            "Name of the cookie that `PersonalizationFilter.signIn` sets, for `identity` = `signed-cookie`.");

    public static final Setting<Duration> SIGNED_COOKIE_AGE = Setting.of(
            "signedCookieAge",
            ValueTypes.duration(Duration.ofMinutes(1), Duration.ofDays(400)),
            "30d",
            "How long that cookie is valid. Browsers keep none for more than 400 days.");

    public static final Setting<SigningKeys> SIGNING_KEYS = Setting.secret(
            "signingKeys",
            ValueTypes.of(SigningKeys.EXPECTED, SigningKeys::parse),
            "Keys that sign what a visitor must not be able to make up: one of 32 characters or more, or several,"
                    + " separated by commas, of which the first signs and all verify. Each site has its own.");

    public static final Setting<List<ConsentTerm>> CONSENT = Setting.of(
            "consent",
            ValueTypes.listOf(ConsentTerm.EXPECTED, ConsentTerm::parse),
            null,
            "What must hold before a visitor is looked up, counted or given a cookie of Attune's: `onetrust:C0003`,"
                    + " `tcf:1+3+4`, `tcf:1+3:755`, `gpp:us`, `gpc`, `cookie:NAME=VALUE`, `header:NAME=VALUE`; separated by commas,"
                    + " of which all must hold. Without it no consent is needed.");

    public static final Setting<URI> PROFILES_URL = Setting.of(
            "profilesUrl",
            ValueTypes.httpUrl(),
            "https://profiles.segment.com/v1",
            "Segment's Profiles API, up to and with its version; `https://profiles.euw1.segment.com/v1` for an EU"
                    + " workspace.");

    public static final Setting<String> PROFILES_SPACE = Setting.of(
            "profilesSpace",
            ValueTypes.matching("[A-Za-z0-9_-]{1,128}", "a space id of letters, digits, _ and -"),
            null,
            "Id of the Segment space. Without it and `profilesToken` no API call is made.");

    public static final Setting<String> PROFILES_TOKEN = Setting.secret(
            "profilesToken",
            ValueTypes.matching("[\\x21-\\x39\\x3B-\\x7E]{1,512}", "an access token of visible ASCII without a colon"),
            "Access token of the Profiles API. It reads every profile of the space: keep it in a variable.");

    public static final Setting<Duration> PROFILES_TIMEOUT = Setting.of(
            "profilesTimeout",
            ValueTypes.duration(Duration.ofMillis(1), Duration.ofMinutes(5)),
            "2s",
            "Longest that one API call may take, its body included. No page waits for it.");

    public static final Setting<Integer> PROFILES_RATE = Setting.of(
            "profilesRate",
            ValueTypes.integer(1, 100_000),
            "100",
            "API calls a second at most. Segment allows 100 for a space, shared by all nodes.");

    public static final Setting<Duration> PROFILE_BUDGET = Setting.of(
            "profileBudget",
            ValueTypes.duration(Duration.ZERO, Duration.ofSeconds(30)),
            "50ms",
            "Longest that a page waits for a profile. Then it goes out as for an unknown visitor, and the look-up"
                    + " finishes behind it.");

    public static final Setting<Duration> PROFILE_TTL = Setting.of(
            "profileTtl",
            ValueTypes.duration(Duration.ofMillis(1), YEAR),
            "2m",
            "How long a profile is fresh: served without asking again.");

    public static final Setting<Duration> PROFILE_STALE_TTL = Setting.of(
            "profileStaleTtl",
            ValueTypes.duration(Duration.ZERO, YEAR),
            "1d",
            "How long after that a profile is still served, while it is refreshed or while the API fails.");

    public static final Setting<Duration> UNKNOWN_PROFILE_TTL = Setting.of(
            "unknownProfileTtl",
            ValueTypes.duration(Duration.ZERO, YEAR),
            "30s",
            "How long \"there is no such profile\" is remembered.");

    public static final Setting<Integer> CACHE_ENTRIES = Setting.of(
            "cacheEntries",
            ValueTypes.integer(1, 100_000_000),
            "100000",
            "Profiles in the near cache at most; about 1 KB of heap each.");

    public static final Setting<Long> CACHE_SIZE = Setting.of(
            "cacheSize",
            ValueTypes.heap(),
            "20%",
            "Heap that the profiles in the near cache take at most: a part of all heap, such as `20%`, or a size, such"
                    + " as `64m` or `1g`. The first to go are profiles of more than 32 KB, then those that no page has"
                    + " asked for lately.");

    /** Secret, because the address of a Redis server may hold its password. */
    public static final Setting<StoreLocation> STORE = Setting.secret(
            "store",
            ValueTypes.of(
                    "one of none, memory, embedded, embedded:DIRECTORY, redis://HOST:PORT,"
                            + " redis-sentinel://HOST:PORT,…#NAME and redis-cluster://HOST:PORT,…",
                    StoreLocation::parse),
            "Where pushed traits are kept: `none`, `memory`, `embedded`, `embedded:DIRECTORY`, `redis://HOST:PORT`,"
                    + " `redis-sentinel://HOST:PORT,…#NAME` or `redis-cluster://HOST:PORT,…`, with user and password where"
                    + " needed, and `rediss` for TLS. Where it is not set, `embedded` if a webhook is configured, else"
                    + " `none`. Without a directory `embedded` lives in `attune.dir`, or else in the container's data"
                    + " directory (profiles.md); start-up logs where.");

    public static final Setting<String> WEBHOOK_USERNAME = Setting.of(
            "webhookUsername",
            ValueTypes.matching("[\\x20-\\x39\\x3B-\\x7E]{1,256}", "a user name of ASCII without a colon"),
            null,
            "User name that `POST /<routePrefix>/webhook` and `DELETE /<routePrefix>/profiles/…` ask for.");

    public static final Setting<String> WEBHOOK_PASSWORD = Setting.secret(
            "webhookPassword",
            ValueTypes.matching(".{16,1024}", "a password of 16 to 1,024 characters"),
            "Password that `POST /<routePrefix>/webhook` and `DELETE /<routePrefix>/profiles/…` ask for. Of 16"
                    + " characters or more.");

    public static final Setting<String> WEBHOOK_TOKEN = Setting.secret(
            "webhookToken",
            ValueTypes.matching("[A-Za-z0-9._~+/=-]{16,1024}", "a token of 16 to 1,024 of the characters of RFC 6750"),
            "Token that a call may show as `Authorization: Bearer TOKEN` in the place of user name and password, or"
                    + " that it must show where these are not set. Of 16 characters or more.");

    public static final Setting<String> WEBHOOK_SECRET = Setting.secret(
            "webhookSecret",
            ValueTypes.matching(".{16,1024}", "a shared secret of 16 to 1,024 characters"),
            "Shared secret of the webhook's `X-Signature`, of 16 characters or more. The webhook answers 404 unless"
                    + " credentials, a token or a secret are set.");

    public static final Setting<String> TRACKING_WRITE_KEY = Setting.secret(
            "trackingWriteKey",
            ValueTypes.matching("[\\x21-\\x39\\x3B-\\x7E]{1,512}", "a write key of visible ASCII without a colon"),
            "Write key of the Segment source that gets an `Experiment Viewed` event for each visitor's first view of an"
                    + " experiment's variation. Without it no event is sent.");

    public static final Setting<URI> TRACKING_URL = Setting.of(
            "trackingUrl",
            ValueTypes.httpUrl(),
            "https://api.segment.io/v1",
            "Segment's Tracking API, up to and with its version; `https://events.eu1.segmentapis.com/v1` for an EU"
                    + " workspace, whose events the other address loses.");

    public static final Setting<Switch> HEALTH = Setting.of(
            "health",
            ValueTypes.oneOf(Switch.class),
            "off",
            "With `on`, `GET /<routePrefix>/health` tells the state of store, cache and Profiles API, and nothing of a"
                    + " profile.");

    /** Kept as text: it is compared with what a request shows, and signs as {@link SigningKeys}. */
    public static final Setting<String> EXPLAIN_KEY = Setting.secret(
            "explainKey",
            ValueTypes.of(SigningKeys.EXPECTED, text -> {
                SigningKeys.parse(text);
                return text;
            }),
            "Who holds it may see every profile, have pages explained and make preview links: in the request header"
                    + " `Attune-Explain`, or on the page `/<routePrefix>/explain`. Without it there is none of these. Of"
                    + " 32 characters or more; several, separated by commas, hold while it is being changed.");

    public static final Setting<String> ROUTE_PREFIX = Setting.of(
            "routePrefix",
            ValueTypes.matching("[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}", "one path segment of letters, digits, - . _ ~"),
            "attune",
            "Attune's own endpoints live under `/<context>/<routePrefix>/`.");

    public static final Setting<String> VARIATIONS = Setting.of(
            "variations",
            ValueTypes.json("a JSON array of variations"),
            null,
            "JSON array of `route`, `when`, `serve`: the first that fits serves the page, for GET and HEAD. Other"
                    + " methods reach the app untouched.");

    public static final Setting<VariationsDirect> VARIATIONS_DIRECT = Setting.of(
            "variationsDirect",
            ValueTypes.oneOf(VariationsDirect.class),
            "allow",
            "With `hide`, a path that is only ever served as a variation answers 404 to a direct GET or HEAD, even"
                    + " where `skip` names it. Other methods reach the app, so that its forms work.");

    public static final Setting<VariationForward> VARIATION_FORWARD = Setting.of(
            "variationForward",
            ValueTypes.oneOf(VariationForward.class),
            "last",
            "Where the forward to a variation leaves. With `last`, at the end of the filter chain: all filters of the"
                    + " app run for the URL that was asked for. With `here`, at the place of Attune's filter: filters"
                    + " behind it do not run. An app whose pages come from a filter (Struts, Wicket) needs `here`.");

    public static final Setting<Prefetch> PREFETCH = Setting.of(
            "prefetch",
            ValueTypes.oneOf(Prefetch.class),
            "serve",
            "What a browser's prefetch of a page with rules gets: with `serve` the visitor's page, as browsers show it"
                    + " without asking again; with `refuse` 503, and the browser asks again when the visitor goes there.");

    public static final Setting<GeoSource> GEO = Setting.of(
            "geo",
            ValueTypes.of(GeoSource.EXPECTED, GeoSource::parse),
            "none",
            "The source of `request.country` and of the other values of the visitor's place: `cloudflare`, `cloudfront`, `vercel`, `akamai`, `appengine`,"
                    + " `fastly:HEADER`, `header:NAME` (the country only) or `maxmind:FILE`, a database on the disk. A"
                    + " header is believed only where it is named so: make sure that only the network can set it.");

    public static final Setting<ZoneId> TIME_ZONE = Setting.of(
            "timeZone",
            ValueTypes.of("a time zone such as Europe/Berlin or UTC", ValueTypes::zone),
            "UTC",
            "Time zone of `request.hour`, `request.weekday` and `request.date`.");

    public static final Setting<String> CLIENT_TRAITS = Setting.of(
            "clientTraits",
            ValueTypes.json("a JSON object of client traits"),
            null,
            "JSON object: name to `{\"trait\": NAME}` or `{\"when\": CONDITION}`. What it names reaches the browser,"
                    + " nothing else does.");

    public static final Setting<String> PAGE_COLOR = Setting.of(
            "pageColor",
            ValueTypes.json("a JSON object that names a trait"),
            null,
            "`{\"trait\": NAME}`: the page's background, with a readable text colour for it, also as the CSS variables"
                    + " `--attune-page-color` and `--attune-page-text`.");

    public static final Setting<String> CONTENT = Setting.of(
            "content",
            ValueTypes.json("a JSON array of content edits"),
            null,
            "JSON array of `route`, `when`, `select` (CSS) and one of `text`, `html`, `attribute` or `appendAttribute`"
                    + " with `value`, `addClass`, `removeClass`, `remove`, `before`, `after`, `prepend`, `append`; or of"
                    + " `route`, `when` and `style` or `script`. `{trait_name}` in a value is replaced, escaped for its"
                    + " place.");

    public static final Setting<String> CACHE = Setting.of(
            "cache",
            ValueTypes.json("a JSON array of routes"),
            null,
            "JSON array of `route`, `shared` and `first`: pages that shared caches may keep, one copy for each outcome of the"
                    + " rules.");

    public static final Setting<Integer> MAX_VARIANTS = Setting.of(
            "maxVariants",
            ValueTypes.integer(1, 100_000),
            "64",
            "How many outcomes the rules about the pages of `cache` may have: as many copies of a page may a shared cache keep.");

    public static final Setting<URI> PURGE_URL = Setting.of(
            "purgeUrl",
            ValueTypes.httpUrl(),
            null,
            "Where Attune tells the shared cache, when the rules have changed, which copies no visitor will ask for any more: one"
                    + " POST for each outcome, with its tag in `Surrogate-Key` and `Cache-Tag`.");

    public static final Setting<String> PURGE_TOKEN = Setting.secret(
            "purgeToken",
            ValueTypes.matching("[\\x21-\\x7E]{1,512}", "a token of visible ASCII"),
            "Sent with that POST as `Authorization: Bearer`.");

    public static final Setting<String> RULES = Setting.of(
            "rules",
            ValueTypes.rulesFile(),
            "/WEB-INF/attune.json",
            "A JSON file with rules (`variations`, `clientTraits`, `pageColor`, `content`, `cache`, `groups`, `holdouts`) and"
                    + " `settings`. The default file may be absent, another one may not. A change on disk holds at once.");

    public static final Setting<SkipList> SKIP = Setting.of(
            "skip",
            ValueTypes.of("a comma-separated list of *.EXTENSION, /PREFIX/*, /EXACT/PATH and default", SkipList::parse),
            "default",
            "Paths that never need personalization and get the container's own response object: `*.EXTENSION`,"
                    + " `/PREFIX/*` or an exact path, separated by commas. `default` stands for images, fonts, scripts,"
                    + " styles, media and archives by extension.");

    private static final List<Setting<?>> ALL = Stream.of(
                    Stream.<Setting<?>>of(
                            ENABLED,
                            IDENTITY,
                            USER_ID_COOKIE,
                            ANONYMOUS_ID_COOKIE,
                            SIGNED_COOKIE,
                            SIGNED_COOKIE_AGE,
                            SIGNING_KEYS,
                            CONSENT,
                            PROFILES_URL,
                            PROFILES_SPACE,
                            PROFILES_TOKEN,
                            PROFILES_TIMEOUT,
                            PROFILES_RATE,
                            PROFILE_BUDGET,
                            PROFILE_TTL,
                            PROFILE_STALE_TTL,
                            UNKNOWN_PROFILE_TTL,
                            CACHE_ENTRIES,
                            CACHE_SIZE,
                            STORE,
                            WEBHOOK_USERNAME,
                            WEBHOOK_PASSWORD,
                            WEBHOOK_TOKEN,
                            WEBHOOK_SECRET,
                            TRACKING_WRITE_KEY,
                            TRACKING_URL,
                            HEALTH,
                            EXPLAIN_KEY,
                            ROUTE_PREFIX,
                            VARIATIONS,
                            VARIATIONS_DIRECT,
                            VARIATION_FORWARD,
                            PREFETCH,
                            GEO,
                            TIME_ZONE,
                            CLIENT_TRAITS,
                            PAGE_COLOR,
                            CONTENT,
                            CACHE,
                            MAX_VARIANTS,
                            PURGE_URL,
                            PURGE_TOKEN,
                            RULES,
                            SKIP),
                    AnalyticsSettings.all().stream(),
                    SwitchSettings.all().stream())
            .flatMap(settings -> settings)
            .toList();

    private Settings() {}

    /** Returns every setting, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }
}
