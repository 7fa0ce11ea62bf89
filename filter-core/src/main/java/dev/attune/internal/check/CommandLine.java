package dev.attune.internal.check;

import dev.attune.decision.NamedTraits;
import dev.attune.internal.runtime.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of the JAR. */
public final class CommandLine {
    /** All is well: the rules are valid, or two files of rules decide alike. */
    static final int FINE = 0;
    /** The rules are wrong, or two files of rules decide differently. */
    static final int FOUND = 1;
    /** The command could not be done. */
    static final int TROUBLE = 2;

    private static final String USAGE = """
        usage: check RULES [PROFILES] [--path PATH]... [--request REQUEST] [--at TIME]
                   checks a rules file and prints which visitor would see what on which page
               diff OLD NEW ACCESS_LOG [PROFILES] [--context CONTEXT] [--request REQUEST] [--at TIME]
                   prints what another rules file would change for the requests of an access log
               types RULES [PROFILES]
                   prints a record of Java with the traits that the rules and the profiles name
               schema
                   prints the JSON Schema of a rules file, for editors
               --version, --help
        RULES, OLD, NEW   rules files such as WEB-INF/attune.json
        PROFILES          one visitor a line: {"user_id": "anna", "trust": "principal", "traits": {"plan": "pro"}}
        PATH              a path inside the app; without any, each route of the rules stands for its pages
        ACCESS_LOG        in the Common or Combined Log Format; its user field names the visitor by user_id
        CONTEXT           the context path that the log's paths begin with, such as /shop
        REQUEST           what requests say, where neither visitor nor log says it: {"country": "DE", "query.ref": "news"}
        TIME              when requests come, in place of the log's time or of now: 2026-12-24T18:00:00+01:00
        exit code: 0 all is well or nothing differs, 1 rules are wrong or differ, 2 the command could not be done\
        """;

    /** Behind a command, too, as people expect it of commands. */
    private static final Set<String> HELP = Set.of("--help", "-h");

    private final PrintStream out;
    private final PrintStream err;

    private final InstantSource clock;

    public CommandLine(PrintStream out, PrintStream err) {
        this(out, err, InstantSource.system());
    }

    CommandLine(PrintStream out, PrintStream err, InstantSource clock) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Runs one command and returns its exit code: 0, 1 or 2 as the usage says. */
    public int run(List<String> arguments) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.println(USAGE);
            return FINE;
        }
        try {
            return run(Arguments.of(arguments));
        } catch (BadInputException e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            // For a file that is not there, the message only holds its name.
            err.println("cannot read " + e.getMessage());
            return TROUBLE;
        }
    }

    private int run(Arguments given) throws IOException {
        if (given.command().equals("--version")) {
            out.println("Attune " + Version.TEXT);
            return FINE;
        }
        if (given.command().equals("schema")) {
            out.print(SchemaText.of());
            return FINE;
        }
        List<Path> files = given.files();
        AssumedRequest assumed = new AssumedRequest(given.request(), given.at(), clock);
        if (given.command().equals("check") && (files.size() == 1 || files.size() == 2)) {
            new WhoSeesWhat(CheckedRules.read(files.get(0)), given.paths(), assumed, out).print(profiles(files, 1));
            return FINE;
        }
        if (given.command().equals("diff") && (files.size() == 3 || files.size() == 4)) {
            Difference difference = new Difference(
                    CheckedRules.read(files.get(0)),
                    CheckedRules.read(files.get(1)),
                    Visitors.readAll(profiles(files, 3)),
                    assumed);
            AccessLog.read(files.get(2), given.context(), difference::add);
            difference.print(out);
            return difference.isEmpty() ? FINE : FOUND;
        }
        if (given.command().equals("types") && (files.size() == 1 || files.size() == 2)) {
            CheckedRules.read(files.get(0));
            TraitsRecord traits = new TraitsRecord("ShopTraits");
            NamedTraits.in(Files.readString(files.get(0))).forEach(traits::add);
            if (files.size() == 2) {
                Visitors.read(
                        files.get(1),
                        visitor -> visitor.visitor().profile().traits().forEach(traits::add));
            }
            traits.print(out);
            return FINE;
        }
        err.println(USAGE);
        return TROUBLE;
    }

    private static @Nullable Path profiles(List<Path> files, int place) {
        return files.size() > place ? files.get(place) : null;
    }

    /** What stands on the command line. */
    private record Arguments(
            String command,
            List<Path> files,
            List<String> paths,
            String context,
            Map<String, Object> request,
            @Nullable ZonedDateTime at) {

        static Arguments of(List<String> words) {
            List<Path> files = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            String context = "";
            Map<String, Object> request = Map.of();
            ZonedDateTime at = null;
            for (int i = 1; i < words.size(); i++) {
                String word = words.get(i);
                if (!word.startsWith("--")) {
                    files.add(Path.of(word));
                } else if (i + 1 == words.size()) {
                    throw BadInputException.of(word + " needs a value");
                } else if (word.equals("--path")) {
                    paths.add(absolute(word, words.get(++i)));
                } else if (word.equals("--context")) {
                    context = absolute(word, words.get(++i));
                } else if (word.equals("--request")) {
                    request = AssumedRequest.values(words.get(++i), word + ": ");
                } else if (word.equals("--at")) {
                    at = time(word, words.get(++i));
                } else {
                    throw BadInputException.of(
                            "there is no option " + word + "; there are --path, --context, --request and --at");
                }
            }
            return new Arguments(words.isEmpty() ? "" : words.get(0), files, paths, context, request, at);
        }

        private static ZonedDateTime time(String option, String text) {
            try {
                return ZonedDateTime.parse(text);
            } catch (DateTimeException e) {
                throw BadInputException.of(
                        option + " '" + text + "' is no time with its zone such as 2026-12-24T18:00:00+01:00");
            }
        }

        private static String absolute(String option, String path) {
            if (!path.startsWith("/")) {
                throw BadInputException.of(option + " '" + path + "' does not start with /");
            }
            return path;
        }
    }
}
