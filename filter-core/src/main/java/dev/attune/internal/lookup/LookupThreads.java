package dev.attune.internal.lookup;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that look-ups run on while no page waits on its own: two, since none of them is to block. */
final class LookupThreads {
    private LookupThreads() {}

    static ScheduledExecutorService start() {
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "attune-lookup-" + count.incrementAndGet());
            thread.setDaemon(true);
            // The web app's class loader, as a context, would be kept alive by a thread that outlives the app.
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            return thread;
        });
        executor.setKeepAliveTime(30, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
