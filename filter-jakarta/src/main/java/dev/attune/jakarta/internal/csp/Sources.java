package dev.attune.jakarta.internal.csp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The source list of one directive (CSP Level 3, section 2.3.1). Immutable.
 *
 * @param nonces base64 text, nothing else: a nonce that is not cannot be valid, nor is it safe in an attribute
 * @param hashes {@code sha256-…}, in lower case up to the dash
 * @param hosts what names schemes and hosts
 */
record Sources(
        boolean unsafeInline,
        boolean strictDynamic,
        boolean self,
        Set<String> nonces,
        Set<String> hashes,
        List<String> hosts) {
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/_-]+={0,2})'", Pattern.CASE_INSENSITIVE);
    private static final Pattern HASH =
            Pattern.compile("'(sha(?:256|384|512))-([A-Za-z0-9+/_-]+={0,2})'", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("(?:([a-z][a-z0-9+.-]*)://)?(\\*|(?:\\*\\.)?[^/:*]+)(?::(\\d+|\\*))?(/.*)?");

    static Sources of(List<String> words) {
        boolean unsafeInline = false;
        boolean strictDynamic = false;
        boolean self = false;
        Set<String> nonces = new LinkedHashSet<>();
        Set<String> hashes = new LinkedHashSet<>();
        List<String> hosts = new ArrayList<>();
        for (String word : words) {
            Matcher nonce = NONCE.matcher(word);
            Matcher hash = HASH.matcher(word);
            if (nonce.matches()) {
                nonces.add(nonce.group(1));
            } else if (hash.matches()) {
                hashes.add(hash.group(1).toLowerCase(Locale.ROOT) + "-" + standard(hash.group(2)));
            } else if (word.startsWith("'")) {
                unsafeInline |= word.equalsIgnoreCase("'unsafe-inline'");
                strictDynamic |= word.equalsIgnoreCase("'strict-dynamic'");
                self |= word.equalsIgnoreCase("'self'");
            } else if (!word.isEmpty()) {
                hosts.add(word);
            }
        }
        return new Sources(unsafeInline, strictDynamic, self, nonces, hashes, hosts);
    }

    /** An inline script: section 6.7.3.3. */
    Way inline(String text) {
        return new Way((allowsAllInline() && !strictDynamic) || hashes(text), nonces);
    }

    Way inlineStyle(String text) {
        return new Way(allowsAllInline() || hashes(text), nonces);
    }

    /** An attribute carries no nonce, and its hash counts only with a keyword that we leave to the app. */
    Way inlineAttribute() {
        return new Way(allowsAllInline(), Set.of());
    }

    /** A script that the parser inserts: under {@code strict-dynamic} nothing but a nonce lets it in (section 6.7.1.1). */
    Way script(Origin origin, String url) {
        return new Way(names(origin, url) && !strictDynamic, nonces);
    }

    Way connection(Origin origin, String url) {
        return new Way(names(origin, url), Set.of());
    }

    /** @param url the path, with a query or without: sources have none, and browsers compare paths only */
    private boolean names(Origin origin, String url) {
        String path = url.split("\\?", 2)[0];
        return self || hosts.stream().anyMatch(host -> matches(host, origin, path));
    }

    /** A nonce or a hash switches {@code unsafe-inline} off (section 6.7.3.2). */
    private boolean allowsAllInline() {
        return unsafeInline && nonces.isEmpty() && hashes.isEmpty();
    }

    private boolean hashes(String text) {
        return hashes.stream().anyMatch(hash -> hash.equals(hash(hash.substring(0, hash.indexOf('-')), text)));
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm.replace("sha", "SHA-"))
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return algorithm + "-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }

    /** A hash may be written in either alphabet of base64. */
    private static String standard(String base64) {
        return base64.replace('-', '+').replace('_', '/');
    }

    /**
     * Section 6.7.2.8, on the safe side: behind a proxy that ends TLS the container may take the scheme for http, and a
     * source that asks for https is then not taken for a match.
     */
    private static boolean matches(String source, Origin origin, String path) {
        String lower = source.toLowerCase(Locale.ROOT);
        if (lower.equals("*")) {
            return true;
        }
        if (lower.endsWith(":")) {
            return isSchemeCovered(lower.substring(0, lower.length() - 1), origin.scheme());
        }
        Matcher host = HOST.matcher(lower);
        return host.matches()
                && (host.group(1) == null || isSchemeCovered(host.group(1), origin.scheme()))
                && isHostCovered(host.group(2), origin.host().toLowerCase(Locale.ROOT))
                && isPortCovered(host.group(3), origin)
                && isPathCovered(host.group(4) == null ? "" : source.substring(host.start(4)), path);
    }

    private static boolean isSchemeCovered(String source, String scheme) {
        return source.equals(scheme) || (source.equals("http") && scheme.equals("https"));
    }

    private static boolean isHostCovered(String source, String host) {
        return source.equals("*")
                || source.equals(host)
                || (source.startsWith("*.") && host.endsWith(source.substring(1)));
    }

    private static boolean isPortCovered(@Nullable String source, Origin origin) {
        if (source == null) {
            return origin.port() == (origin.scheme().equals("https") ? 443 : 80);
        }
        return source.equals("*") || source.equals(Integer.toString(origin.port()));
    }

    private static boolean isPathCovered(String source, String path) {
        return source.isEmpty()
                || source.equals("/")
                || (source.endsWith("/") ? path.startsWith(source) : path.equals(source));
    }
}
