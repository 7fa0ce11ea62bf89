package dev.attune.bench.rewriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of rewriting goes, by Java Flight Recorder: a JVM of its own for each task, on all pages. */
public final class RewriterProfile {
    private static final long RUN = 12_000_000_000L;

    private static final Map<String, Task> TASKS = new TreeMap<>(Map.of(
            "two-rules", Task.twoRules(),
            "eight-rules", Task.eightRules(),
            "links", Task.links(),
            "links-changed", Task.linksChanged()));

    private RewriterProfile() {}

    /** Prints the share of each part of the rewriter in each task; takes about a minute. */
    public static void run() throws Exception {
        for (String task : TASKS.keySet()) {
            Path recording = Files.createTempFile("attune-bench", ".jfr");
            try {
                record(task, recording);
                print(task, recording);
            } finally {
                Files.delete(recording);
            }
        }
    }

    private static void record(String task, Path recording) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+DebugNonSafepoints",
                        "-XX:StartFlightRecording=settings=profile,filename=" + recording,
                        "-Dattune.shared=" + System.getProperty("attune.shared", ""),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        RewriterProfile.class.getName(),
                        task))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the profiled JVM failed with " + process.exitValue());
        }
    }

    /** Runs one task; it is what the profiled JVM does. */
    public static void main(String[] args) throws Exception {
        Task task = TASKS.get(args[0]);
        if (task != null) {
            new Meter().warmUp(task, Page.all(), RUN);
        }
    }

    private static void print(String task, Path recording) throws IOException {
        Map<String, Integer> samples = new TreeMap<>();
        int all = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            RecordedStackTrace stack = event.getStackTrace();
            if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
                samples.merge(part(stack.getFrames()), 1, Integer::sum);
                all++;
            }
        }
        int total = all;
        System.out.println(task + ", " + total + " samples");
        samples.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(part -> System.out.printf(
                        Locale.ROOT, "  %4.1f %%  %s%n", part.getValue() * 100.0 / total, part.getKey()));
    }

    /** Names the part of the innermost frame that belongs to one: a search for bytes works for its caller. */
    private static String part(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            String name = type.substring(type.lastIndexOf('.') + 1);
            String part = switch (name) {
                case "Tokenizer", "PlainTags", "TagName", "ScriptEnd", "RawTextEnd", "CommentEnd", "TokenEnd" ->
                    "finding tags, names, the ends of scripts and comments";
                case "AttributeSpans" -> ofSpans(frame.getMethod().getName());
                case "AttributeTests" -> "looking at attributes";
                case "PageCharset", "CharacterReferences" -> "decoding values";
                case "Tree", "OpenElements", "StartInBody", "EndInBody", "Tables", "Tag", "Foreign", "Page" ->
                    "following the tree";
                case "Matcher", "Program", "Compound", "AttributeMatcher", "AttributeName" -> "matching";
                case "MatchedElement", "AttributeEdits", "ElementCalls" -> "calling handlers and doing what they ask";
                case "Editor", "Output", "HtmlSink" -> "putting the page together";
                default -> "";
            };
            if (!part.isEmpty()) {
                return part;
            }
        }
        return "other";
    }

    private static String ofSpans(String method) {
        return switch (method) {
            case "skip", "skipOneByOne", "endsInValue", "isOutsideOfQuotes" ->
                "finding the ends of tags that no rule looks at";
            case "value" -> "decoding values";
            default -> "looking at attributes";
        };
    }
}
