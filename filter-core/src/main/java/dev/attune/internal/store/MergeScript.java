package dev.attune.internal.store;

import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.RecordFields;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The script that merges an update inside Redis. */
final class MergeScript {
    private static final Duration KEEP_DELETED = Duration.ofDays(30);

    private final byte[] text;
    private final String digest;
    private final byte[] keepPulled;

    MergeScript(Duration keepPulled) {
        try (InputStream in = MergeScript.class.getResourceAsStream("merge.lua")) {
            if (in == null) {
                throw new IllegalStateException("merge.lua belongs beside this class");
            }
            text = in.readAllBytes();
            digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
        this.keepPulled = digits(Math.max(1, keepPulled.toSeconds()));
    }

    /** Merges an update. Returns what the script returns. */
    CompletionStage<List<Object>> run(RedisAsyncCommands<String, byte[]> redis, String key, ProfileUpdate update) {
        List<byte[]> words = new ArrayList<>(RecordFields.write(update));
        words.add(keepPulled);
        words.add(digits(KEEP_DELETED.toSeconds()));
        byte[][] arguments = words.toArray(new byte[0][]);
        String[] keys = {key};
        CompletionStage<List<Object>> known = redis.evalsha(digest, ScriptOutputType.MULTI, keys, arguments);
        // A Redis that was started anew, or another one after a failover, has yet to learn the script.
        return known.exceptionallyCompose(failure -> isUnknown(failure)
                ? redis.eval(text, ScriptOutputType.MULTI, keys, arguments)
                : CompletableFuture.failedStage(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
