package dev.attune.it.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request, sent just as it is given. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Request(String method, String target, List<Header> headers, byte[] body) {
    public Request {
        headers = List.copyOf(headers);
    }

    public static Request get(String target) {
        return of("GET", target);
    }

    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), new byte[0]);
    }

    public Request header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Request(method, target, more, body);
    }

    /** With a body and its length. */
    public Request body(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Request typed = header("Content-Type", type).header("Content-Length", Integer.toString(bytes.length));
        return new Request(method, target, typed.headers, bytes);
    }

    public Request inside(String contextPath) {
        return new Request(method, contextPath + target, headers, body);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.is("Host"))) {
            head.append("Host: localhost\r\n");
        }
        if (headers.stream().noneMatch(header -> header.is("Connection"))) {
            head.append("Connection: close\r\n");
        }
        headers.forEach(header ->
                head.append(header.name() + ": ").append(header.value()).append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
