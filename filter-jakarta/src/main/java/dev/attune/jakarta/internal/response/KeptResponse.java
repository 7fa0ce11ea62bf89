package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A response that stays open when a forward with it returns. Tomcat 11 looks for its own response behind all wrappers and
 * ends that ({@code suspendWrappedResponseAfterForward}), so that a filter that compresses loses what it still holds. It
 * does not look behind an object that is no {@code ServletResponseWrapper}; then it closes the outermost response, as
 * other containers do.
 */
final class KeptResponse extends HttpServletResponseWrapper {
    private final ServletResponse end;

    private KeptResponse(HttpServletResponse response) {
        super(response);
        end = (ServletResponse) Proxy.newProxyInstance(
                KeptResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> {
                    try {
                        return method.invoke(response, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Returns the response as it must be given to a forward. Only Tomcat ends a response behind wrappers. */
    static HttpServletResponse of(HttpServletResponse response) {
        ServletResponse container = response;
        while (container instanceof HttpServletResponseWrapper wrapper) {
            container = wrapper.getResponse();
        }
        return container.getClass().getName().startsWith("org.apache.catalina.")
                ? new KeptResponse(response)
                : response;
    }

    @Override
    public ServletResponse getResponse() {
        return end;
    }
}
