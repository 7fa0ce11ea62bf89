package dev.attune.internal.store;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: one server ({@code redis://}), Sentinels that know it ({@code redis-sentinel://…#NAME}) or nodes of a Cluster
 * ({@code redis-cluster://}), with {@code rediss} for TLS.
 *
 * @param kind what answers there
 * @param uris the server, or the Sentinels in one address, or the nodes of a Cluster
 * @param replicas how many replicas must have an update before it is acknowledged
 */
record RedisAddress(Kind kind, List<RedisURI> uris, int replicas) {
    private static final Pattern FORM =
            Pattern.compile("(redis|rediss)(|-sentinel|-cluster)://(?:([^/?#]*)@)?([^/?#@]+)"
                    + "(?:/(\\d{0,4}))?(?:\\?([^#]*))?(?:#(.+))?");
    private static final Pattern NODE = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+])(?::(\\d{1,5}))?");
    private static final int REDIS_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    /** The kind of server at an address. */
    enum Kind {
        SERVER,
        SENTINEL,
        CLUSTER
    }

    private record Node(String host, int port) {}

    /** What stands before the hosts and behind them. */
    private record Access(
            boolean isSecure,
            @Nullable String user,
            @Nullable String password,
            Options options) {
        RedisURI.Builder of(RedisURI.Builder builder) {
            if (password != null) {
                if (user == null) {
                    builder.withPassword(password.toCharArray());
                } else {
                    builder.withAuthentication(user, password.toCharArray());
                }
            }
            return builder.withSsl(isSecure).withVerifyPeer(options.verifyPeer());
        }
    }

    private record Options(
            int replicas,
            SslVerifyMode verifyPeer,
            @Nullable String sentinelPassword) {
        static Options of(@Nullable String query) {
            int replicas = 0;
            SslVerifyMode verifyPeer = SslVerifyMode.FULL;
            String sentinelPassword = null;
            for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                switch (name) {
                    case "replicas" -> replicas = number(value, 0, 100, "replicas");
                    case "verifyPeer" -> verifyPeer = verifyPeer(value);
                    case "sentinelPassword" -> sentinelPassword = decoded(value);
                    default ->
                        throw refused("it knows ?replicas=N, ?verifyPeer=FULL|CA|NONE and ?sentinelPassword=…, and"
                                + " no other parameter");
                }
            }
            return new Options(replicas, verifyPeer, sentinelPassword);
        }

        private static SslVerifyMode verifyPeer(String value) {
            try {
                return SslVerifyMode.valueOf(value.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw refused("verifyPeer is FULL, CA or NONE");
            }
        }
    }

    /**
     * Reads an address.
     *
     * @throws UnusableStoreException if it is none; the message holds no password
     */
    static RedisAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused("write special characters of the password as %40 and the like");
        }
        Kind kind = kind(form.group(2));
        List<Node> nodes = nodes(form.group(4), kind);
        Options options = Options.of(form.group(6));
        String credentials = form.group(3) == null ? "" : form.group(3);
        int colon = credentials.indexOf(':');
        Access access = new Access(
                form.group(1).equals("rediss"),
                colon <= 0 ? null : decoded(credentials.substring(0, colon)),
                credentials.isEmpty() ? null : decoded(credentials.substring(colon + 1)),
                options);
        int database =
                number(form.group(5) == null || form.group(5).isEmpty() ? "0" : form.group(5), 0, 9999, "a database");
        if (database != 0 && kind == Kind.CLUSTER) {
            throw refused("a Cluster has no databases");
        }
        String master = form.group(7);
        if ((master != null) != (kind == Kind.SENTINEL)) {
            throw refused("#NAME names the primary that Sentinels watch, and belongs to redis-sentinel:// only");
        }
        return new RedisAddress(
                kind,
                master == null ? servers(nodes, access, database) : sentinels(nodes, access, database, decoded(master)),
                options.replicas());
    }

    private static List<RedisURI> servers(List<Node> nodes, Access access, int database) {
        List<RedisURI> uris = new ArrayList<>();
        for (Node node : nodes) {
            uris.add(access.of(RedisURI.Builder.redis(node.host(), node.port()))
                    .withDatabase(database)
                    .build());
        }
        return List.copyOf(uris);
    }

    private static List<RedisURI> sentinels(List<Node> nodes, Access access, int database, String master) {
        RedisURI.Builder builder =
                RedisURI.builder().withSentinelMasterId(master).withDatabase(database);
        access.of(builder);
        String password = access.options().sentinelPassword();
        for (Node node : nodes) {
            RedisURI.Builder sentinel = RedisURI.Builder.redis(node.host(), node.port())
                    .withSsl(access.isSecure())
                    .withVerifyPeer(access.options().verifyPeer());
            builder.withSentinel(
                    password == null
                            ? sentinel.build()
                            : sentinel.withPassword(password.toCharArray()).build());
        }
        return List.of(builder.build());
    }

    private static Kind kind(String suffix) {
        return switch (suffix) {
            case "-sentinel" -> Kind.SENTINEL;
            case "-cluster" -> Kind.CLUSTER;
            default -> Kind.SERVER;
        };
    }

    private static List<Node> nodes(String text, Kind kind) {
        List<Node> nodes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher node = NODE.matcher(part);
            if (!node.matches()) {
                throw refused("a host is a name or an address, with a port behind a colon");
            }
            int usual = kind == Kind.SENTINEL ? SENTINEL_PORT : REDIS_PORT;
            String host = node.group(1);
            nodes.add(new Node(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    node.group(2) == null ? usual : number(node.group(2), 1, 65_535, "a port")));
        }
        if (nodes.size() > 1 && kind == Kind.SERVER) {
            throw refused("several hosts go with redis-sentinel:// or redis-cluster://");
        }
        return nodes;
    }

    private static int number(String text, int least, int most, String what) {
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw refused(what + " is a number from " + least + " to " + most);
        }
        return number;
    }

    /** A plus sign is one here, unlike in a form. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("a % is written as %25");
        }
    }

    private static UnusableStoreException refused(String reason) {
        return new UnusableStoreException("store: not a Redis address: " + reason
                + "; expected redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE][?replicas=N],"
                + " redis-sentinel://[USER:PASSWORD@]HOST[:PORT],…[/DATABASE][?replicas=N]#NAME or"
                + " redis-cluster://[USER:PASSWORD@]HOST[:PORT],…[?replicas=N], with rediss for TLS");
    }
}
