package dev.attune.it.response;

import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import dev.attune.jakarta.internal.DispatchMappings;
import dev.attune.jakarta.internal.csp.Permission;
import dev.attune.jakarta.internal.response.Dispatches;
import dev.attune.jakarta.internal.response.Outcomes;
import dev.attune.jakarta.internal.response.PageHead;
import dev.attune.jakarta.internal.response.PagePlan;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the visitor's name, from the header {@code X-Visitor}, into each page; the visitor {@code none} gets pages
 * unchanged. {@code X-Variation} names a variation. Without {@code X-Visitor} the app gets the container's own objects.
 */
public class InjectingFilter implements Filter {
    private final Outcomes outcomes = new Outcomes();

    @Override
    public void init(FilterConfig config) {
        DispatchMappings.ensure(config.getFilterName(), config.getServletContext());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        serve((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String visitor = request.getHeader("X-Visitor");
        if (visitor == null) {
            chain.doFilter(request, response);
        } else if (!Dispatches.resume(request, response, chain)) {
            String variation = request.getHeader("X-Variation");
            RequestDispatcher dispatcher = variation == null ? null : request.getRequestDispatcher(variation);
            if (request.getDispatcherType() != DispatcherType.REQUEST) {
                chain.doFilter(request, response);
            } else if (dispatcher == null) {
                Dispatches.run(request, response, new Greeting(visitor), outcomes, chain);
            } else {
                Dispatches.runVariation(request, response, new Greeting(visitor + variation), outcomes, dispatcher);
            }
        }
    }

    private record Greeting(String visitor) implements PagePlan {
        @Override
        public @Nullable HtmlRewriter rewriter(PageHead head) {
            if (visitor.startsWith("none")) {
                return null;
            }
            Permission script = head.policy().inlineScript("");
            String attribute = script.nonce() == null ? "" : " nonce=\"" + script.nonce() + "\"";
            String snippet =
                    script.granted() ? "<script" + attribute + ">/*" + visitor + "*/</script>" : "<!--no script-->";
            return HtmlRewriter.builder()
                    .on("head", element -> element.prepend(Content.html(snippet)))
                    // Keeps the rewriter looking at each tag to the end of the page, an incomplete one included.
                    .on("b.never", element -> element.setAttribute("seen", ""))
                    .build();
        }

        @Override
        public String fingerprint() {
            return visitor;
        }
    }
}
