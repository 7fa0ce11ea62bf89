package dev.attune.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.store.ProfileChange;
import dev.attune.jakarta.cdi.ProfileChanged;
import dev.attune.profile.ProfileKey;
import dev.attune.testing.Fake;
import dev.attune.testing.RecordedLog;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProfileEventsTest {
    private final BlockingQueue<ProfileKey> observed = new LinkedBlockingQueue<>();
    private final BlockingQueue<ProfileKey> observedAsync = new LinkedBlockingQueue<>();
    private final AtomicBoolean hasContext = new AtomicBoolean(true);

    @Test
    void anObserverThatFailsWithAnErrorCostsNoLaterEvent() throws InterruptedException {
        try (ProfileEvents events = new ProfileEvents(manager())) {
            events.add(change("error"));
            events.add(change("anna"));
            assertEquals(ProfileKey.user("anna"), observed.take());
            assertEquals(ProfileKey.user("error"), observedAsync.take());
            assertEquals(ProfileKey.user("anna"), observedAsync.take());
        }
    }

    @Test
    void aRequestContextThatDoesNotBeginCostsNoLaterEvent() throws InterruptedException {
        hasContext.set(false);
        try (RecordedLog log = RecordedLog.of(ProfileEvents.class);
                ProfileEvents events = new ProfileEvents(manager())) {
            events.add(change("bob"));
            log.await("telling observers of a changed profile failed");
            hasContext.set(true);
            events.add(change("anna"));
            assertEquals(ProfileKey.user("anna"), observed.take());
        }
    }

    private static ProfileChange change(String user) {
        return new ProfileChange(ProfileKey.user(user), null);
    }

    private BeanManager manager() {
        return Fake.of(BeanManager.class, (method, arguments) -> switch (method) {
            case "getEvent" -> event();
            case "createInstance" -> instance();
            default -> throw Fake.unexpected(BeanManager.class, method);
        });
    }

    private Event<?> event() {
        return Fake.of(Event.class, (method, arguments) -> switch (method) {
            case "select" -> event();
            case "fire" -> observe((ProfileChanged) arguments[0]);
            case "fireAsync" -> {
                observedAsync.add(((ProfileChanged) arguments[0]).key());
                yield CompletableFuture.completedFuture(arguments[0]);
            }
            default -> throw Fake.unexpected(Event.class, method);
        });
    }

    private boolean observe(ProfileChanged change) {
        if (change.key().equals(ProfileKey.user("error"))) {
            throw new StackOverflowError("too deep");
        }
        return observed.add(change.key());
    }

    private Instance<?> instance() {
        return Fake.of(Instance.class, (method, arguments) -> switch (method) {
            case "select" -> instance();
            case "get" -> context();
            default -> throw Fake.unexpected(Instance.class, method);
        });
    }

    private RequestContextController context() {
        return Fake.of(RequestContextController.class, (method, arguments) -> {
            if (!hasContext.get()) {
                throw new NoClassDefFoundError("a class of a context that is gone");
            }
            return null;
        });
    }
}
