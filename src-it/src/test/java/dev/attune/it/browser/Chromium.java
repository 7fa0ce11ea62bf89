package dev.attune.it.browser;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** The Chromium that is installed, with a profile of its own and no way to any other host. */
final class Chromium implements Browser {
    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path binary, Path driverBinary) throws IOException {
        profile = Files.createTempDirectory("attune-chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.addArguments(
                "--headless=new",
                // Its own name is that of a robot, for which no profile is looked up.
                "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=800,600",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverBinary.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Starts Chromium, or skips the test where it is not installed. */
    static Chromium start() throws IOException {
        Path binary = Tools.find("chromium", "chromium-browser", "google-chrome");
        Path driver = Tools.find("chromedriver");
        boolean there = !binary.toString().isEmpty() && !driver.toString().isEmpty();
        Tools.require(there, "needs chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)");
        return new Chromium(binary, driver);
    }

    @Override
    public void open(String url) {
        driver.get(url);
    }

    @Override
    public String value(String expression) {
        return String.valueOf(driver.executeScript("return String(" + expression + ")"));
    }

    /** Runs a script in the open page. */
    void run(String script) {
        driver.executeScript(script);
    }

    /** Returns what a promise comes to, as text. */
    String later(String promise) {
        return String.valueOf(driver.executeAsyncScript("const done = arguments[0]; (" + promise
                + ").then(value => done(String(value)), problem => done('failed: ' + problem))"));
    }

    /** Shows pages as on a screen of this size, in the light or in the dark. */
    void screen(int width, int height, String colorScheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
    }

    /** Presses a key, as on the keyboard. */
    void key(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Lets pages copy, as a click of a person's lets them. */
    void allowCopies() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    /** Returns the colour that a visitor sees at a place. */
    Color pixel(int x, int y) throws IOException {
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        BufferedImage screenshot = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), "a PNG image");
        return new Color(screenshot.getRGB(x, y));
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
