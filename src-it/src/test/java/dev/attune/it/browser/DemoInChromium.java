package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.standin.Profiles;
import dev.attune.standin.SegmentStandIn;
import dev.attune.standin.Shop;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The demo, running, and a browser on it. */
abstract class DemoInChromium {
    static final String VISITORS = "form[action=\"/visitor\"]";

    static SegmentStandIn standIn;
    static Shop shop;

    Chromium chromium;

    @BeforeAll
    static void serve(@TempDir Path work) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        standIn = SegmentStandIn.start(
                0, Profiles.ofTheDemo(InstantSource.system()), URI.create("http://localhost:" + port + "/"));
        shop = Shop.start(webApp(), work, port, standIn);
    }

    /** The unpacked WAR, as the demo serves it. */
    private static Path webApp() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("..", "sample-webapp", "target"))) {
            return built.filter(path -> Files.isDirectory(path.resolve("WEB-INF")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
        standIn.close();
    }

    @BeforeEach
    void start() throws IOException {
        chromium = Chromium.start();
        chromium.screen(1280, 800, "light");
    }

    @AfterEach
    void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    final boolean isThere(String selector) {
        return chromium.value("!!document.querySelector('" + selector + "')").equals("true");
    }

    final void become(String visitor) {
        press(VISITORS + " [value=\"" + visitor + "\"]");
        assertEquals(
                "true",
                chromium.value("document.querySelector('" + VISITORS + " [value=\"" + visitor + "\"]').ariaPressed"));
    }

    final void leave() {
        press("[value=leave]");
    }

    /** Presses a button of a form, and waits for the page that follows. */
    final void press(String button) {
        String before = chromium.value("performance.timeOrigin");
        chromium.run("document.querySelector('" + button + "').click()");
        for (int attempt = 0; attempt < 2000; attempt++) {
            String now = chromium.value("document.readyState + performance.timeOrigin");
            if (now.startsWith("complete") && !now.equals("complete" + before)) {
                return;
            }
        }
        throw new AssertionError("no page follows " + button);
    }

    final void awaitFrame(String path) throws InterruptedException {
        chromium.await(shop.url().resolve(path).toString(), "document.querySelector('#address').textContent");
    }

    final void openControl(String path) {
        chromium.open(control("?path=" + path));
    }

    static String control(String path) {
        return standIn.controlPage().resolve(path).toString();
    }

    final String text(String selector) {
        return chromium.value("(e => e ? e.textContent : '')(document.querySelector('" + selector + "'))");
    }
}
