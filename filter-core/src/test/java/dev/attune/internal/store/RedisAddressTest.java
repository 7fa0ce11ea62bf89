package dev.attune.internal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    private static RedisCredentials credentials(RedisURI uri) {
        return Objects.requireNonNull(
                uri.getCredentialsProvider().resolveCredentials().block());
    }

    @Test
    void aHostMayHaveUnderscoresAsInComposeAndNeedsNoPort() {
        RedisURI uri = RedisAddress.parse("redis://my_redis").uris().get(0);
        assertEquals("my_redis", uri.getHost());
        assertEquals(6379, uri.getPort());
    }

    @Test
    void anAddressOfVersionSixStandsInBrackets() {
        RedisURI uri = RedisAddress.parse("redis://[::1]:7000/3").uris().get(0);
        assertEquals("::1", uri.getHost());
        assertEquals(7000, uri.getPort());
        assertEquals(3, uri.getDatabase());
    }

    @Test
    void userAndPasswordAreDecodedAndAPlusStaysOne() {
        RedisURI uri = RedisAddress.parse("rediss://shop:a+b%40c@host:1").uris().get(0);
        assertTrue(uri.isSsl());
        assertEquals("shop", credentials(uri).getUsername());
        assertArrayEquals("a+b@c".toCharArray(), credentials(uri).getPassword());
    }

    @Test
    void sentinelsShareOneAddressWithTheNameOfThePrimary() {
        RedisAddress address = RedisAddress.parse("redis-sentinel://:secret@one,two:7/2?sentinelPassword=other#shop");
        RedisURI uri = address.uris().get(0);
        assertEquals(RedisAddress.Kind.SENTINEL, address.kind());
        assertEquals("shop", uri.getSentinelMasterId());
        assertEquals(2, uri.getDatabase());
        assertArrayEquals("secret".toCharArray(), credentials(uri).getPassword());
        assertEquals(26379, uri.getSentinels().get(0).getPort());
        assertEquals(7, uri.getSentinels().get(1).getPort());
        assertArrayEquals(
                "other".toCharArray(), credentials(uri.getSentinels().get(1)).getPassword());
    }

    @Test
    void aClusterHasAnAddressForEachNodeNamed() {
        RedisAddress address = RedisAddress.parse("redis-cluster://one:7,two:8?replicas=1");
        assertEquals(RedisAddress.Kind.CLUSTER, address.kind());
        assertEquals(2, address.uris().size());
        assertEquals("two", address.uris().get(1).getHost());
        assertEquals(1, address.replicas());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:sekret@host?bogus=1",
                "redis://:sekret@host?replicas=-1",
                "redis://:sekret@host?replicas=",
                "redis://:sekret@host?verifyPeer=SOME",
                "redis://:sekret@host:0",
                "redis://:sekret@host:65536",
                "redis://:sekret@host/shop",
                "redis://:sekret@one,two",
                "redis://:sekret@host#shop",
                "redis://:sekret@",
                "redis://:sekret%@host",
                "redis-sentinel://:sekret@host",
                "redis-cluster://:sekret@host/1",
                "redis-cluster://:sekret@host,"
            })
    void whatIsNoAddressIsRefusedWithTheReasonAndWithoutThePassword(String text) {
        UnusableStoreException e = assertThrows(UnusableStoreException.class, () -> RedisAddress.parse(text));
        String message = String.valueOf(e.getMessage());
        assertFalse(message.contains("sekret"), message);
        assertTrue(message.startsWith("store: not a Redis address: "), message);
    }
}
