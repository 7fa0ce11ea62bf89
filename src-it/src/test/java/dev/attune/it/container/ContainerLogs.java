package dev.attune.it.container;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints what each container logged during a test that failed. */
public final class ContainerLogs implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private final Map<RunningContainer, Long> marks = new ConcurrentHashMap<>();

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        marks.clear();
        RunningContainer.started().forEach(container -> marks.put(container, container.logSize()));
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            RunningContainer.started().forEach(container -> {
                String log = container.logSince(marks.getOrDefault(container, 0L));
                if (!log.isBlank()) {
                    System.err.println("---- log of " + container + " during " + test.getDisplayName() + "\n" + log);
                }
            });
        }
    }
}
