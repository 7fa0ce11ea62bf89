package dev.attune.bench.filter;

import com.sun.management.ThreadMXBean;
import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import dev.attune.jakarta.response.Outcomes;
import dev.attune.jakarta.response.Page;
import dev.attune.jakarta.response.PageExchange;
import dev.attune.jakarta.response.PageHead;
import jakarta.servlet.FilterChain;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the response wrapper costs around a chain that costs nothing: a page left as it is, and one that is slow. */
final class ResponseCost {
    private static final byte[] PAGE = ("<!DOCTYPE html><html><head><title>t</title></head><body>"
                    + "<p class='x'>words</p>".repeat(800) + "</body></html>")
            .getBytes(StandardCharsets.UTF_8);
    private static final int REQUESTS = 20_000;
    private static final int ROUNDS = 15;
    private static final int SLOW = 1_000;

    private final Outcomes outcomes = new Outcomes();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static void run() throws Exception {
        ResponseCost cost = new ResponseCost();
        cost.untouched();
        cost.slow();
    }

    private void untouched() throws Exception {
        FilterChain chain = (request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write(PAGE, 0, PAGE.length);
        };
        Page nothing = new Greeting(null);
        StubRequest request = new StubRequest();
        List<Double> micros = new ArrayList<>();
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double plain = nanos(() -> chain.doFilter(request, new StubResponse()));
            double wrapped = nanos(() -> PageExchange.run(request, new StubResponse(), nothing, outcomes, chain));
            micros.add((wrapped - plain) / 1000);
            bytes = allocated(() -> PageExchange.run(request, new StubResponse(), nothing, outcomes, chain))
                    - allocated(() -> chain.doFilter(request, new StubResponse()));
        }
        double[] sorted =
                micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf("figure filter.untouched.us %.2f us%n", sorted[ROUNDS / 2]);
        System.out.printf("figure filter.untouched.bytes %d bytes%n", bytes);
    }

    /** Holds open responses whose head was flushed, as an app does that goes on elsewhere, and weighs them. */
    private void slow() throws Exception {
        Page greeting = new Greeting(HtmlRewriter.builder()
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
            PageExchange.run(new StubRequest(), new StubResponse(), greeting, outcomes, chain);
        }
        open.clear();
        long before = used();
        for (int i = 0; i < SLOW; i++) {
            PageExchange.run(new StubRequest(), new StubResponse(), greeting, outcomes, chain);
        }
        System.out.printf("figure filter.slow-response.bytes %d bytes%n", (used() - before) / open.size());
    }

    private static double nanos(Work work) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / (double) REQUESTS;
    }

    private long allocated(Work work) throws Exception {
        long start = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - start) / REQUESTS;
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

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private record Greeting(@Nullable HtmlRewriter rewriter) implements Page {
        @Override
        public @Nullable HtmlRewriter rewriter(PageHead head) {
            return rewriter;
        }

        @Override
        public String fingerprint() {
            return "the same";
        }
    }
}
