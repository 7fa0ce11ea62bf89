package dev.attune.bench.filter;

import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import dev.attune.jakarta.internal.response.Dispatches;
import dev.attune.jakarta.internal.response.Outcomes;
import dev.attune.jakarta.internal.response.PageHead;
import dev.attune.jakarta.internal.response.PagePlan;
import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a page that is sent slowly keeps in memory. */
final class SlowResponse {
    private static final byte[] PAGE = ("<!DOCTYPE html><html><head><title>t</title></head><body>"
                    + "<p class='x'>words</p>".repeat(800) + "</body></html>")
            .getBytes(StandardCharsets.UTF_8);
    private static final int SLOW = 1_000;

    private SlowResponse() {}

    /** Holds open responses whose head was flushed, as an app does that goes on elsewhere, and weighs them. */
    static void print() throws Exception {
        Outcomes outcomes = new Outcomes();
        PagePlan greeting = new Greeting(HtmlRewriter.builder()
                .on("head", element -> element.prepend(Content.html("<script></script>")))
                .on(".x", element -> element.setAttribute("title", "t"))
                .build());
        List<Object> open = new ArrayList<>(SLOW);
        FilterChain chain = (request, response) -> {
            request.startAsync();
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(new String(PAGE, 0, 3000, StandardCharsets.UTF_8) + "<p class=");
            response.flushBuffer();
            open.add(response);
        };
        for (int i = 0; i < SLOW; i++) {
            Dispatches.run(new StubRequest("/page"), new StubResponse(), greeting, outcomes, chain);
        }
        open.clear();
        long before = used();
        for (int i = 0; i < SLOW; i++) {
            Dispatches.run(new StubRequest("/page"), new StubResponse(), greeting, outcomes, chain);
        }
        System.out.printf("figure filter.slow-response.bytes %d bytes%n", (used() - before) / open.size());
    }

    private static long used() throws InterruptedException {
        long[] seen = new long[5];
        for (int i = 0; i < seen.length; i++) {
            System.gc();
            Thread.sleep(50);
            seen[i] = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
        return Arrays.stream(seen).min().orElseThrow();
    }

    private record Greeting(HtmlRewriter rewriter) implements PagePlan {
        @Override
        public HtmlRewriter rewriter(PageHead head) {
            return rewriter;
        }

        @Override
        public String fingerprint() {
            return "the same";
        }
    }
}
