package dev.attune.internal.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.attune.decision.Personalization;
import dev.attune.decision.Visitor;
import dev.attune.internal.json.TraitsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema of rules, which editors complete rules by. */
class SchemaTextTest {
    private static final Path DOCUMENT = Path.of("../docs/attune.schema.json");

    @Test
    void theSchemaInTheDocumentsAndInTheJarIsTheOneThatTheReadersMake() throws IOException {
        String schema = SchemaText.of();
        assertEquals(schema, Files.readString(DOCUMENT), "java -jar …-all.jar schema > docs/attune.schema.json");
        try (InputStream resource = SchemaText.class.getResourceAsStream("/dev/attune/attune.schema.json")) {
            assertNotNull(resource);
            assertEquals(schema, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertNotNull(TraitsJson.read(schema).get("$defs"));
    }

    @Test
    void aRulesFileMayNameItsSchema() {
        Personalization site = Personalization.builder()
                .rules("{\"$schema\": \"./attune.schema.json\", \"variations\": []}")
                .build();
        assertNull(site.plan("/").decide(Visitor.unknown()).variation());
    }
}
