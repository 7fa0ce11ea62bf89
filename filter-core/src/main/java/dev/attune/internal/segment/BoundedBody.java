package dev.attune.internal.segment;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Collects an answer's body up to a number of bytes; one more, and the exchange is given up. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final String api;
    private final long limit;
    private long received;
    private Flow.@Nullable Subscription subscription;

    /**
     * @param api what messages call the server
     */
    BoundedBody(String api, long limit) {
        this.api = api;
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (subscribed.compareAndSet(false, true)) {
            subscription = given;
            bytes.onSubscribe(given);
        } else {
            given.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            received += buffer.remaining();
        }
        if (received <= limit) {
            bytes.onNext(buffers);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            bytes.onError(new SourceException(
                    SourceException.Kind.REJECTED, api + " answered with more than " + limit + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
