package dev.attune.internal.transform;

import dev.attune.internal.runtime.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A script that runs in pages. It is the same for every visitor and holds nothing of a profile, so its answer may be cached by
 * everyone. Immutable.
 */
public final class ClientScript {
    /** The content type to serve it with. */
    public static final String CONTENT_TYPE = "text/javascript;charset=utf-8";

    private static final ClientScript TRAITS = load("client.js");
    private static final ClientScript SEEN = load("seen.js");
    private static final ClientScript LATE = load("late.js");
    private static final ClientScript ID = load("id.js");
    private static final ClientScript SNIPPET = load("load.js");

    private final String source;
    private final String version;

    private ClientScript(String source) {
        this.source = source;
        this.version = Sha256.hex(source, 8);
    }

    /** Returns the script that hands traits to the page. */
    public static ClientScript get() {
        return TRAITS;
    }

    /** Returns the script that tells that a page is seen. */
    public static ClientScript seen() {
        return SEEN;
    }

    /** Returns the script that asks for what a page in a shared cache goes without. */
    public static ClientScript late() {
        return LATE;
    }

    /** Returns the script that hands analytics.js the browser's id. */
    public static ClientScript id() {
        return ID;
    }

    /** Returns the script that loads analytics.js. */
    public static ClientScript snippet() {
        return SNIPPET;
    }

    /** Returns the bytes to serve, ASCII only; a copy. */
    public byte[] bytes() {
        return source.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a hash of the content, in hexadecimal: a URL that holds it may be cached for ever. */
    public String version() {
        return version;
    }

    /** Returns a strong validator for the header {@code ETag}, with its quotes. */
    public String etag() {
        return '"' + version + '"';
    }

    /** Returns the text, exactly as Attune's inline script element holds it: a policy's hash is made of this text. */
    public String source() {
        return source;
    }

    private static ClientScript load(String name) {
        try (InputStream resource = ClientScript.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not on the class path beside " + ClientScript.class);
            }
            return new ClientScript(withoutComments(new String(resource.readAllBytes(), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutComments(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
