package dev.attune.jakarta.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.testing.Fake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    private static final String WEB_XML = """
            <?xml version="1.0"?>
            <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN" "http://nowhere.invalid/web-app.dtd">
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" metadata-complete="true">
              <security-constraint>
                <web-resource-collection><url-pattern>/members/*</url-pattern><url-pattern>*.secret</url-pattern></web-resource-collection>
                <auth-constraint><role-name>member</role-name></auth-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><url-pattern>/members/open/*</url-pattern></web-resource-collection>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><url-pattern>/parts/*</url-pattern></web-resource-collection>
                <auth-constraint/>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><url-pattern>/posts</url-pattern><http-method>POST</http-method></web-resource-collection>
                <auth-constraint/>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><url-pattern>/safe</url-pattern></web-resource-collection>
                <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
              </security-constraint>
              <security-role><role-name>member</role-name></security-role>
            </web-app>""";

    private final Constraints constraints = Constraints.of(context());

    @Test
    void eachPathIsAsOpenAsItsBestFittingPatternSays() {
        assertEquals(List.of(true, true, true), allowed("/elsewhere"));
        assertEquals(List.of(false, false, true), allowed("/members/home"));
        assertEquals(List.of(false, false, true), allowed("/members"));
        assertEquals(List.of(true, true, true), allowed("/membership"));
        assertEquals(List.of(true, true, true), allowed("/members/open/page"));
        assertEquals(List.of(false, false, true), allowed("/shop/page.secret"));
        assertEquals(List.of(false, false, false), allowed("/parts/header.jsp"));
        assertEquals(List.of(true, true, true), allowed("/posts"));
        assertEquals(List.of(false, false, false), allowed("/safe"));
    }

    /** Whether a stranger, a user without a role and a member may see a path. */
    private List<Boolean> allowed(String path) {
        return List.of(
                constraints.allow(path, request(null, "")),
                constraints.allow(path, request(() -> "anna", "")),
                constraints.allow(path, request(() -> "bob", "member")));
    }

    private static HttpServletRequest request(@Nullable Principal user, String role) {
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "GET";
            case "getUserPrincipal" -> user;
            case "isUserInRole" -> role.equals(arguments[0]);
            case "isSecure" -> false;
            default -> throw Fake.unexpected(HttpServletRequest.class, method);
        });
    }

    private static ServletContext context() {
        return Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getResourceAsStream" -> new ByteArrayInputStream(WEB_XML.getBytes(StandardCharsets.UTF_8));
            case "getServletRegistrations" -> Map.of();
            default -> throw Fake.unexpected(ServletContext.class, method);
        });
    }
}
