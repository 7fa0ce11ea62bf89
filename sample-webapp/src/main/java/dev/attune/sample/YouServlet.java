package dev.attune.sample;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.profile.Profile;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The page about the visitor: the only one for which the shop itself reads the profile, as types of its own. */
public final class YouServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.UK);

    private String page = "";

    @Override
    public void init() throws ServletException {
        page = new Layout(getServletContext()).page("you", "");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Profile profile = PersonalizationFilter.profile(request);
        Customer customer = profile.as(Customer.class);
        Membership membership = profile.as(Membership.class);
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .write(page.replace("{name}", escaped(customer.firstName().orElse("a guest")))
                        .replace("{since}", since(membership.getMemberSince()))
                        .replace("{stars}", membership.getStars().shown())
                        .replace("{count}", String.valueOf(membership.getStars().count()))
                        .replace("{from}", from(customer.location().orElse(""))));
    }

    private static String since(@Nullable LocalDate date) {
        return date == null ? "not yet" : DATE.format(date);
    }

    private static String from(String location) {
        return switch (location) {
            case "EU" -> "Rotterdam";
            case "US" -> "Portland, Maine";
            default -> "the nearer of Rotterdam and Portland, Maine";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
