package dev.attune.it.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A container's JVM, to which web apps can be deployed. Thread-safe; ends with this JVM at the latest. */
public final class RunningContainer implements AutoCloseable {
    private static final Map<Container, RunningContainer> SHARED = new ConcurrentHashMap<>();

    private final Container container;
    private final Process process;
    private final Path log;
    private final PrintStream orders;
    private final BufferedReader answers;
    private int apps;

    private RunningContainer(Container container, List<String> options) throws IOException {
        this.container = container;
        log = Files.createDirectories(Path.of("target", "container-logs"))
                .resolve(container.module() + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".log");
        Path folder = container.folder().toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                .forEach(command::add);
        Path needed = Path.of("containers", container.module(), "jvm.options");
        if (Files.exists(needed)) {
            command.add("@" + needed);
        }
        command.addAll(options);
        // Containers leave their work folders behind.
        command.add("-Djava.io.tmpdir="
                + Files.createDirectories(Path.of("target", "container-tmp")).toAbsolutePath());
        command.add("-cp");
        command.add(folder.resolve("classes") + java.io.File.pathSeparator + folder.resolve("lib") + "/*");
        command.add("dev.attune.it.launcher.Main");
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        answer("start");
    }

    static RunningContainer of(Container container) {
        return SHARED.computeIfAbsent(container, c -> start(c, List.of()));
    }

    static Collection<RunningContainer> started() {
        return SHARED.values();
    }

    /** Starts one more JVM of a container, with JVM options of its own; the caller closes it. */
    public static RunningContainer start(Container container, List<String> options) {
        try {
            return new RunningContainer(container, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deploys a web app under a context path of its own. The container may pass over the third-party libraries in it, which hold
     * nothing for a container; see {@link #deployArchive}.
     *
     * @throws DeploymentFailed if the container refuses it; the message holds what the container logged
     */
    public Deployment deploy(WebApp app) {
        return deploy("deploy", app, folder -> folder);
    }

    /** Deploys a web app that is registered in code, web fragments unread, otherwise as {@link #deploy}. */
    public Deployment embed(WebApp app) {
        return deploy("embed", app, folder -> folder);
    }

    /** Deploys a web app as one WAR file, as on a server: the container looks through all its libraries. Otherwise as {@link #deploy}. */
    public Deployment deployArchive(WebApp app) {
        return deploy("deploy", app, RunningContainer::packed);
    }

    private synchronized Deployment deploy(String order, WebApp app, UnaryOperator<Path> form) {
        String contextPath = "/app" + ++apps;
        long mark = logSize();
        try {
            Path folder = app.writeTo(Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "webapps")).toAbsolutePath(), container.module()));
            orders.println(order + " " + contextPath + " " + form.apply(folder));
            String answer = answer(order);
            if (!answer.startsWith("ok ")) {
                throw new DeploymentFailed(container + ": " + answer + "\n" + logSince(mark));
            }
            return new Deployment(this, contextPath, folder, Integer.parseInt(answer.substring(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packed(Path folder) {
        Path war = folder.resolveSibling(folder.getFileName() + ".war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    synchronized void undeploy(String contextPath) throws IOException {
        orders.println("undeploy " + contextPath);
        answer("undeploy");
    }

    public Container container() {
        return container;
    }

    /** Returns the local address of each socket on which the JVM awaits strangers. */
    List<InetAddress> listeners() throws IOException {
        return Listeners.of(process.pid());
    }

    /** Returns a mark for {@link #logSince}. */
    public long logSize() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the container logged or printed since the mark. */
    public String logSince(long mark) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(mark);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
        SHARED.remove(container, this);
    }

    private String answer(String order) throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(container + " ended at " + order + "\n" + logSince(0));
        }
        return answer;
    }

    @Override
    public String toString() {
        return container.toString();
    }
}
