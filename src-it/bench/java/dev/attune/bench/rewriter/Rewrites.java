package dev.attune.bench.rewriter;

import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One page rewritten, by us and by others. All pages share one JVM, so that no path is compiled for one page only. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(0)
@Warmup(iterations = 0)
@Measurement(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class Rewrites {
    /** Name of the page; which there are, {@link Page#all} says. */
    @Param("guava-charsets-use.html")
    public String page = "";

    private final Task twoRules = Task.twoRules();
    private final Task eightRules = Task.eightRules();
    private final Task links = Task.links();
    private final Task linksChanged = Task.linksChanged();
    private final Task retired = Task.twoRulesThatRetire();
    private final OutputStream out = new Discarded();
    private byte[] bytes = {};

    @Setup
    public void read() throws Exception {
        for (Page one : Page.all()) {
            if (one.name().equals(page)) {
                bytes = one.bytes();
            }
        }
    }

    @Benchmark
    public void twoRules() throws Exception {
        twoRules.rewrite(bytes, out);
    }

    @Benchmark
    public void eightRules() throws Exception {
        eightRules.rewrite(bytes, out);
    }

    @Benchmark
    public void links() throws Exception {
        links.rewrite(bytes, out);
    }

    @Benchmark
    public void linksChanged() throws Exception {
        linksChanged.rewrite(bytes, out);
    }

    @Benchmark
    public void retired() throws Exception {
        retired.rewrite(bytes, out);
    }

    @Benchmark
    public void jsoup() throws Exception {
        Peers.jsoup(bytes, out);
    }

    @Benchmark
    public void jsoupEight() throws Exception {
        Peers.jsoupEight(bytes, out);
    }

    @Benchmark
    public void attoparser() throws Exception {
        Peers.attoparser(bytes, out);
    }

    @Benchmark
    public void siteMesh() throws Exception {
        Peers.siteMesh(bytes, out);
    }
}
