package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private static final Pattern LOGGER = Pattern.compile("getLogger\\((?!\\w+\\.class\\.getPackageName\\(\\))");
    private static final Pattern LINE = Pattern.compile("LOG\\.log\\(\\s*[\\w.]+,\\s*\"(?!Attune: )");

    @Test
    void everyLoggerHasTheNameOfItsPackage() {
        assertEquals(List.of(), found(LOGGER));
    }

    @Test
    void everyLineBeginsWithTheNameOfTheProduct() {
        assertEquals(List.of(), found(LINE));
    }

    private static List<String> found(Pattern pattern) {
        List<String> found = new ArrayList<>();
        Stream.of("filter-core/src/main/java", "filter-jakarta/src/main/java")
                .flatMap(folder -> Sources.below(folder).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> find(pattern, file, found));
        return found;
    }

    private static void find(Pattern pattern, Path file, List<String> found) {
        String text = Sources.text(file);
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(Sources.place(file, text, matcher.start()));
        }
    }
}
