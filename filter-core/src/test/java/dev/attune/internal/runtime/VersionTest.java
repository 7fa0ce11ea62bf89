package dev.attune.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertTrue(Version.TEXT.matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), Version.TEXT);
    }
}
