package dev.attune.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Segment's analytics.js and its snippet, from npm; kept below {@code target}. Where npm is not to be had, small stand-ins of
 * our own that replay queued calls as the real one does.
 *
 * @param real whether this is Segment's own
 * @param library the script that the snippet loads
 * @param snippet the snippet, with {@link #CDN} in place of the address of Segment's CDN
 */
record AnalyticsJs(boolean real, String library, String snippet) {
    static final String WRITE_KEY = "writeKey";
    private static final String CDN = "https://cdn.invalid";

    private static final String RENDER = """
        console.log(require('@segment/snippet').max({
          apiKey: '%s', host: 'cdn.invalid', useHostForBundles: true }));
        """.formatted(WRITE_KEY);

    private static final String STUB_SNIPPET = """
        (function () {
          var analytics = window.analytics = window.analytics || [];
          analytics.invoked = true;
          ['ready', 'page', 'identify', 'reset'].forEach(function (name) {
            analytics[name] = function () { analytics.push([name].concat([].slice.call(arguments))); };
          });
          var script = document.createElement('script');
          script.async = true;
          script.src = 'https://cdn.invalid/analytics.js/v1/writeKey/analytics.min.js';
          document.head.appendChild(script);
          analytics.page();
        })();
        """;

    private static final String STUB_LIBRARY = """
        (function () {
          // HtmlUnit has no fetch.
          function post(call) {
            var request = new XMLHttpRequest();
            request.open('POST', '/v1/' + call);
            request.send('{}');
          }
          var traits = {}, listeners = [], queue = window.analytics;
          var user = { id: function () { return null; }, anonymousId: function () { return 'anonymous'; },
            traits: function (set) { if (set) traits = set; return traits; } };
          window.analytics = {
            initialized: true,
            user: function () { return user; },
            ready: function (callback) { setTimeout(callback, 0); },
            on: function (name, listener) { if (name === 'reset') listeners.push(listener); },
            page: function () { post('p'); },
            identify: function (id, set) { traits = set || {}; post('i'); },
            reset: function () { traits = {}; listeners.forEach(function (listener) { listener(); }); }
          };
          var names = queue.map(function (call) { return call[0]; });
          names.filter(function (name, i) { return names.indexOf(name) === i; }).forEach(function (name) {
            queue.filter(function (call) { return call[0] === name; }).forEach(function (call) {
              window.analytics[name].apply(window.analytics, call.slice(1));
            });
          });
        })();
        """;

    /** Returns the real ones where they can be had. */
    static AnalyticsJs get() {
        try {
            return fromNpm();
        } catch (IOException e) {
            Tools.require(
                    !Boolean.getBoolean("attune.mandatory"), "analytics.js cannot be had from npm: " + e.getMessage());
            System.out.println(
                    "analytics.js cannot be had from npm; a stand-in of our own takes its place: " + e.getMessage());
            return new AnalyticsJs(false, STUB_LIBRARY, STUB_SNIPPET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static AnalyticsJs fromNpm() throws IOException, InterruptedException {
        String library = "@segment/analytics-next/dist/umd/standalone.js";
        NpmPackages npm =
                NpmPackages.in("analytics-js", library, "@segment/analytics-next@1.84.3", "@segment/snippet@5.2.1");
        return new AnalyticsJs(
                true, Files.readString(npm.path(library)), Tools.run(npm.folder(), List.of("node", "-e", RENDER)));
    }

    /** Returns the snippet, loading the library from the given origin. */
    String snippet(String origin) {
        return snippet.replace(CDN, origin);
    }
}
