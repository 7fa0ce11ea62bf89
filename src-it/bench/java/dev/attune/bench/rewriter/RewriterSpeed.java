package dev.attune.bench.rewriter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast pages are rewritten, in one run with jsoup, attoparser and SiteMesh: each figure is the geometric mean over
 * the pages, and with {@code .worst} the worst page. Peers that are left behind by far get less time.
 */
public final class RewriterSpeed {
    private static final long WARM_UP = 1_500_000_000L;
    private static final long EACH = 60_000_000L;
    private static final int LARGE = 100_000;

    private RewriterSpeed() {}

    /** Prints the figures; takes about two minutes. */
    public static void run() throws Exception {
        Map<String, Task> tasks = new LinkedHashMap<>();
        tasks.put("two-rules", Task.twoRules());
        tasks.put("eight-rules", Task.eightRules());
        tasks.put("links", Task.links());
        tasks.put("retired", Task.twoRulesThatRetire());
        tasks.put("jsoup", Peers::jsoup);
        tasks.put("jsoup-eight", Peers::jsoupEight);
        tasks.put("attoparser", Peers::attoparser);
        tasks.put("sitemesh", Peers::siteMesh);
        List<Page> pages = Page.all();
        Meter meter = new Meter();
        for (Task task : tasks.values()) {
            meter.warmUp(task, pages, WARM_UP);
        }
        Map<String, Mean> means = new LinkedHashMap<>();
        for (Page page : pages) {
            Map<String, Double> rates = new LinkedHashMap<>();
            meter.interleaved(tasks, page, EACH, rates);
            System.out.println(page.name() + " (" + page.bytes().length + " bytes), MB/s: " + rounded(rates));
            add(means, "two-rules.mbps", rate(rates, "two-rules"));
            add(means, "two-rules.vs-jsoup", rate(rates, "two-rules") / rate(rates, "jsoup"));
            add(means, "two-rules.vs-attoparser", rate(rates, "two-rules") / rate(rates, "attoparser"));
            add(means, "two-rules.vs-sitemesh", rate(rates, "two-rules") / rate(rates, "sitemesh"));
            add(means, "eight-rules.mbps", rate(rates, "eight-rules"));
            add(means, "eight-rules.vs-jsoup", rate(rates, "eight-rules") / rate(rates, "jsoup-eight"));
            add(means, "links.mbps", rate(rates, "links"));
            if (page.bytes().length > LARGE) {
                add(means, "retired.mbps", rate(rates, "retired"));
            }
        }
        means.forEach((name, mean) -> {
            String unit = name.endsWith("mbps") ? "MB/s" : "times";
            print(name, mean.geometric(), unit);
            print(name + ".worst", mean.least, unit);
        });
        double most = 0;
        double sum = 0;
        for (Page page : pages) {
            double bytes = meter.allocated(Task.twoRules(), page);
            most = Math.max(most, bytes);
            sum += bytes;
        }
        print("response.bytes", sum / pages.size(), "bytes");
        print("response.bytes.worst", most, "bytes");
    }

    private static double rate(Map<String, Double> rates, String name) {
        Double rate = rates.get(name);
        if (rate == null) {
            throw new IllegalStateException("not measured: " + name);
        }
        return rate;
    }

    private static String rounded(Map<String, Double> rates) {
        StringBuilder text = new StringBuilder();
        rates.forEach((name, rate) -> text.append(String.format(Locale.ROOT, " %s %.0f", name, rate)));
        return text.toString().strip();
    }

    private static void add(Map<String, Mean> means, String name, double value) {
        means.computeIfAbsent(name, any -> new Mean()).add(value);
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "figure rewriter.%s %.1f %s%n", name, value, unit);
    }

    private static final class Mean {
        private double logarithms;
        private int count;
        private double least = Double.MAX_VALUE;

        void add(double value) {
            logarithms += Math.log(value);
            count++;
            least = Math.min(least, value);
        }

        double geometric() {
            return Math.exp(logarithms / count);
        }
    }
}
