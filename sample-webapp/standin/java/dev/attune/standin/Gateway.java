package dev.attune.standin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Stands before the shop, as a CDN and a consent platform stand before a real one: it tells the shop by headers in which country the
 * visitor is, and that the visitor has not said no. In the demo it reads that from cookies, of which the control page sets the first.
 */
final class Gateway extends ValveBase {
    static final String COUNTRY_COOKIE = "demo_country";
    static final String COUNTRY_HEADER = "X-Country";
    static final String CONSENT_HEADER = "X-Consent";
    static final String CONSENT_COOKIE = "shop_consent";

    Gateway() {
        super(true);
    }

    /** The headers that a browser sends under these names count for nothing. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        headers.removeHeader(COUNTRY_HEADER);
        headers.removeHeader(CONSENT_HEADER);
        String country = cookie(request, COUNTRY_COOKIE);
        if (country.matches("[A-Z]{2}")) {
            headers.setValue(COUNTRY_HEADER).setString(country);
        }
        if (!cookie(request, CONSENT_COOKIE).equals("no")) {
            headers.setValue(CONSENT_HEADER).setString("yes");
        }
        getNext().invoke(request, response);
    }

    private static String cookie(Request request, String name) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }
}
