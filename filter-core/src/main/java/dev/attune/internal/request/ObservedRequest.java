package dev.attune.internal.request;

import dev.attune.decision.RequestAttribute;
import dev.attune.decision.RequestFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one request says. Each answer is found once, when a rule asks for it. Thread-safe. */
public final class ObservedRequest implements RequestFacts {
    private static final Object MISSING = new Object();

    private final RequestReader reader;
    private final NotedSource source;
    private final Function<List<String>, @Nullable String> language;
    /** Null until a rule asks: most sites have no rule that does. */
    private @Nullable Map<RequestAttribute, Object> known;

    ObservedRequest(RequestReader reader, RequestSource source, Function<List<String>, @Nullable String> language) {
        this.reader = reader;
        this.language = language;
        this.source = new NotedSource(source);
    }

    @Override
    public synchronized @Nullable Object value(RequestAttribute attribute) {
        Map<RequestAttribute, Object> answers = known;
        if (answers == null) {
            answers = new HashMap<>();
            known = answers;
        }
        Object value = answers.get(attribute);
        if (value == null) {
            Object found = reader.value(attribute, source, language);
            value = found == null ? MISSING : found;
            answers.put(attribute, value);
        }
        return value == MISSING ? null : value;
    }

    @Override
    public @Nullable Instant time() {
        return source.time();
    }

    /** Returns the headers that were read so far, as a {@code Vary} value; {@code ""} where there is none. */
    public synchronized String vary() {
        Collection<String> read = source.read();
        return read.isEmpty() ? "" : String.join(", ", read);
    }
}
