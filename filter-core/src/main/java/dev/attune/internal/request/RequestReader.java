package dev.attune.internal.request;

import dev.attune.decision.RequestAttribute;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests. It answers for every request: a header that is absent, hostile or not understood is missing. Immutable.
 *
 * @param geo tells where visitors are
 * @param timeZone that of {@code request.hour}, {@code request.weekday} and {@code request.date}
 * @param robots knows the {@code User-Agent} of a robot
 */
public record RequestReader(Geo geo, ZoneId timeZone, Predicate<String> robots) {
    private static final int MOST_CHARACTERS = 2_048;

    /**
     * Returns what a request says, to be read as it is asked for.
     *
     * @param language finds the visitor's language among those of the rules, from what the visitor reads
     */
    public ObservedRequest read(RequestSource source, Function<List<String>, @Nullable String> language) {
        return new ObservedRequest(this, source, language);
    }

    @Nullable
    Object value(RequestAttribute attribute, RequestSource source, Function<List<String>, @Nullable String> language) {
        return switch (attribute.kind()) {
            case PATH -> source.path();
            case HOST -> HostName.of(source.host());
            case METHOD -> source.method();
            case QUERY -> QueryText.value(source.query(), attribute.argument());
            case COOKIE -> bounded(source.cookie(attribute.argument()));
            case HEADER -> bounded(source.header(attribute.argument()));
            // A rule finds it by its own route.
            case ROUTE -> null;
            case LANGUAGE -> language.apply(AcceptedLanguages.of(source));
            case LANGUAGES -> present(AcceptedLanguages.of(source));
            case DEVICE -> UserAgent.device(source);
            case BROWSER -> UserAgent.browser(source);
            case OS -> UserAgent.os(source);
            case ROBOT -> {
                String agent = UserAgent.text(source);
                yield agent != null && robots.test(agent);
            }
            case UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, UTM_TERM, UTM_CONTENT ->
                QueryText.value(source.query(), attribute.kind().label());
            case REFERRER -> bounded(source.header("Referer"));
            case REFERRER_HOST -> HostName.ofUrl(bounded(source.header("Referer")));
            case HOUR, WEEKDAY, DATE -> time(attribute.kind(), source.time());
            case COUNTRY, CONTINENT, EU, REGION, CITY, POSTAL_CODE, LATITUDE, LONGITUDE, TIMEZONE ->
                Locality.value(attribute.kind(), geo, source);
        };
    }

    private @Nullable Object time(RequestAttribute.Kind kind, @Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        LocalDateTime time = LocalDateTime.ofInstant(instant, timeZone);
        return switch (kind) {
            case HOUR -> (long) time.getHour();
            case WEEKDAY -> time.getDayOfWeek().name().toLowerCase(Locale.ROOT);
            default -> time.toLocalDate().toString();
        };
    }

    private static @Nullable Object present(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() > MOST_CHARACTERS ? null : text;
    }
}
