package dev.attune.it.typed;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what a visitor's profile is as a record, and as a bean. */
public final class TypedPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Profile profile = PersonalizationFilter.profile(request);
        String seen = request.getServletPath().equals("/bean")
                ? profile.as(ShopBean.class).seen()
                : profile.as(ShopTraits.class).seen();
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().write("<html><head></head><body><p id='seen'>" + seen + "</p></body></html>");
    }
}
