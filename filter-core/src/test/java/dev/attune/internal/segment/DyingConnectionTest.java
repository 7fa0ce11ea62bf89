package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to the Profiles API that die, through a relay before a real server. */
@Timeout(60)
class DyingConnectionTest {
    private static final CallGate OPEN = new CallGate() {
        @Override
        public <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call) {
            return call.get();
        }
    };

    private final StandInApi server = new StandInApi(StandInApi.json("{\"traits\":{\"a\":1}}"));
    private final FreezingRelay relay = new FreezingRelay(server.url().getPort());
    /** Many times the second after which a silent call is repeated: on a busy machine one repetition comes late. */
    private final ProfilesApi api = open(Duration.ofSeconds(20));

    @AfterEach
    void stop() throws Exception {
        api.close();
        relay.close();
        server.close();
    }

    private ProfilesApi open(Duration timeout) {
        return ProfilesApi.open(URI.create("http://127.0.0.1:" + relay.port() + "/v1"), "space", "token", timeout);
    }

    private List<CompletableFuture<ProfileUpdate.Pulled>> pulls(int count) {
        return pulls(api, count);
    }

    private static List<CompletableFuture<ProfileUpdate.Pulled>> pulls(ProfilesApi api, int count) {
        List<CompletableFuture<ProfileUpdate.Pulled>> pulls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pulls.add(api.pull(ProfileKey.user("visitor" + i), OPEN).toCompletableFuture());
        }
        return pulls;
    }

    private static void assertAllSucceed(List<CompletableFuture<ProfileUpdate.Pulled>> pulls) {
        pulls.forEach(pull -> assertEquals(1, pull.join().traits().size()));
    }

    @Test
    void noCallFailsWhereAllConnectionsFreezeAndNewOnesWork() {
        assertAllSucceed(pulls(60));
        relay.freeze();
        assertAllSucceed(pulls(60));
    }

    @Test
    void noCallFailsWhereMostConnectionsFreezeAndTheServerGoesOnAnsweringOnOthers() {
        assertAllSucceed(pulls(60));
        relay.freeze();
        List<CompletableFuture<ProfileUpdate.Pulled>> frozen = pulls(60);
        // These come on connections of their own, so that the server does not look silent.
        assertAllSucceed(pulls(60));
        assertAllSucceed(frozen);
    }

    @Test
    void noCallFailsWhereAllConnectionsAreCutWhileTheServerWorksOnThem() throws Exception {
        assertAllSucceed(pulls(20));
        CountDownLatch asked = new CountDownLatch(20);
        CountDownLatch cut = new CountDownLatch(1);
        server.answer(exchange -> {
            asked.countDown();
            cut.await();
            StandInApi.json("{\"traits\":{\"a\":1}}").to(exchange);
        });
        List<CompletableFuture<ProfileUpdate.Pulled>> pulls = pulls(20);
        asked.await();
        server.answer(StandInApi.json("{\"traits\":{\"a\":1}}"));
        relay.cut();
        assertAllSucceed(pulls);
        cut.countDown();
    }

    @Test
    void aServerThatHangsGetsNoMoreThanOneRepetitionOfACallAndFewOfThem() {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(exchange -> end.await());
        try (ProfilesApi brief = open(Duration.ofSeconds(4))) {
            pulls(brief, 100)
                    .forEach(pull -> assertTrue(
                            pull.handle((pulled, failure) -> failure != null).join()));
        }
        assertTrue(
                server.targets().size() <= 100 + 32 + 10, () -> server.targets().size() + " calls");
        end.countDown();
    }
}
