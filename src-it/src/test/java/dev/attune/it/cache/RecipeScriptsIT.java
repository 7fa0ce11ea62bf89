package dev.attune.it.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.it.browser.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the recipes for CDNs that cannot be had here: what they make of a request, on Node. */
class RecipeScriptsIT {
    private static final String CODE = "Ab3_-Ab3_-Ab3_-Ab3_-Ab";

    @TempDir
    Path folder;

    @Test
    void theFunctionForCloudFrontTakesTheCodeFromTheCookieAndNowhereElse() throws Exception {
        String run = """
                const of = cookies => handler({ request: {
                  cookies, headers: { 'attune-outcome': { value: 'forged' } } } }).headers['attune-outcome'].value;
                console.log([of({}), of({ attune_outcome: { value: '%1$s' } }), of({ attune_outcome: { value: '%1$sX' } }),
                  of({ attune_outcome: { value: '"<script>' } })].join(' '));
                """.formatted(CODE);
        assertEquals("first " + CODE + " first first", node("function.js", script("### CloudFront") + run));
    }

    @Test
    void theWorkerForCloudflareTakesTheCodeFromTheCookieAndCachesNoPreview() throws Exception {
        String run = """
                const asked = [];
                globalThis.fetch = (request, options) =>
                  asked.push(request.headers.get('Attune-Outcome') + (options.cache ? ':' + options.cache : ''));
                const of = cookie => worker.fetch(new Request('https://shop.example/', {
                  headers: { 'Attune-Outcome': 'forged', 'X-Cookie': cookie } }));
                of('');
                of('a=b; attune_outcome=%1$s');
                of('attune_outcome=%1$s; attune-preview=x');
                of('attune_outcome=%1$sX');
                of('not_attune_outcome=%1$s');
                console.log(asked.join(' '));
                """.formatted(CODE);
        // Node keeps the header Cookie out of a Request, as browsers do.
        String worker = script("### Cloudflare")
                .replace("export default", "const worker =")
                .replace("get('Cookie')", "get('X-Cookie')");
        assertEquals("first " + CODE + " " + CODE + ":no-store first first", node("worker.js", worker + run));
    }

    private static String script(String heading) throws IOException {
        String document = Files.readString(Path.of("../docs/cdn.md"));
        int start = document.indexOf("```\n", document.indexOf(heading + "\n")) + "```\n".length();
        return document.substring(start, document.indexOf("```", start));
    }

    private String node(String name, String script) throws IOException, InterruptedException {
        Path node = Tools.find("node", "nodejs");
        Tools.require(!node.toString().isEmpty(), "node is not installed");
        Path file = Files.writeString(folder.resolve(name), script);
        return Tools.run(folder, List.of(node.toString(), file.toString())).strip();
    }
}
