package dev.attune.bench.rewriter;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;

/** Measures only on the thread: CPU time, as Bun is measured on that of its process, and bytes allocated. */
final class Meter {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;

    private final OutputStream out = new Discarded();

    /** Warms up, on all pages so that no path is compiled for one page only. */
    void warmUp(Task task, Iterable<Page> pages, long nanos) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - start < nanos) {
            for (Page page : pages) {
                task.rewrite(page.bytes(), out);
            }
        }
    }

    /** Measures tasks on a page in turn; fills in the median of MB/s for each. */
    void interleaved(Map<String, Task> tasks, Page page, long nanosEach, Map<String, Double> medians) throws Exception {
        double[][] rates = new double[tasks.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int t = 0;
            for (Task task : tasks.values()) {
                rates[t++][round] = rate(task, page, nanosEach);
            }
        }
        int t = 0;
        for (String name : tasks.keySet()) {
            Arrays.sort(rates[t]);
            medians.put(name, rates[t++][ROUNDS / 2]);
        }
    }

    private double rate(Task task, Page page, long nanos) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        long spent;
        int times = 0;
        do {
            task.rewrite(page.bytes(), out);
            times++;
            spent = THREADS.getCurrentThreadCpuTime() - start;
        } while (spent < nanos);
        return page.bytes().length * (double) times / spent * 1e3;
    }

    /** Returns the bytes that one page allocates on this thread. */
    double allocated(Task task, Page page) throws Exception {
        int times = 200;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            task.rewrite(page.bytes(), out);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) times;
    }
}
