package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What Servlet 6.1 added, called without being compiled against it. */
final class Servlet61 {
    private static final @Nullable MethodHandle SEND_REDIRECT =
            find(HttpServletResponse.class, "sendRedirect", String.class, int.class, boolean.class);
    private static final @Nullable MethodHandle WRITE = find(ServletOutputStream.class, "write", ByteBuffer.class);

    private Servlet61() {}

    static void sendRedirect(HttpServletResponse response, String location, int status, boolean clearBuffer)
            throws IOException {
        MethodHandle method = required(SEND_REDIRECT);
        try {
            method.invokeExact(response, location, status, clearBuffer);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static void write(ServletOutputStream stream, ByteBuffer buffer) throws IOException {
        MethodHandle method = required(WRITE);
        try {
            method.invokeExact(stream, buffer);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static MethodHandle required(@Nullable MethodHandle method) {
        if (method == null) {
            throw new UnsupportedOperationException("this container has Servlet 6.0, and that method came with 6.1");
        }
        return method;
    }

    /** What these methods throw is an IOException or unchecked. */
    private static IOException rethrown(Throwable thrown) {
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof IOException checked ? checked : new IOException(thrown);
    }

    private static @Nullable MethodHandle find(Class<?> type, String name, Class<?>... parameters) {
        try {
            return MethodHandles.publicLookup().findVirtual(type, name, MethodType.methodType(void.class, parameters));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }
}
