package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether lists of ad blockers, EasyPrivacy and EasyList, name a path that Attune's pages ask for. */
class AdBlockListsIT {
    private static final Path LISTS =
            Path.of("/usr/share/chromium/extensions/ublock-origin/assets/thirdparties/easylist");

    private static final String CHECK = """
            const { FiltersEngine, Request } = require('@ghostery/adblocker');
            const fs = require('fs');
            const lists = ['easyprivacy.txt', 'easylist.txt'].map((name) => fs.readFileSync('%s/' + name, 'utf8'));
            const engine = FiltersEngine.parse(lists.join('\\n'));
            const blocks = (type, url) => engine.match(
              Request.fromRawDetails({ type, url, sourceUrl: 'https://www.shop.example/' })).match;
            if (!blocks('script', 'https://cdn.segment.com/analytics.js/v1/KEY/analytics.min.js')) console.log('no list');
            const key = 'wr1teKeyWr1teKeyWr1teKeyWr1teKey';
            const paths = ['client.js?v=0', 'seen.js?v=0', 'id.js?v=0', 'load.js?v=0', `v1/${key}/analytics.min.js`,
              'v1/site/analytics.min.js', 'analytics-next/bundles/ajs-destination.bundle.0.js',
              'analytics-next/bundles/tsub-middleware.bundle.0.js', 'analytics-next/bundles/schemaFilter.bundle.0.js',
              'analytics-next/bundles/407.bundle.0.js', 'next-integrations/integrations/vendor/commons.0.js.gz']
              .map((path) => ['script', path])
              .concat(['v1/projects/site/settings', `v1/projects/${key}/settings`, 'visitor?path=%%2F', 'reset', 'seen']
                .concat([...'itpsgabm'].map((letter) => 'v1/' + letter))
                .flatMap((path) => [['xhr', path], ['ping', path]]));
            for (const folder of ['/attune/', '/shop/attune/', '/our-own_1/']) {
              for (const [type, path] of paths) {
                if (blocks(type, 'https://www.shop.example' + folder + path)) console.log(type, folder + path);
              }
            }
            """;

    @Test
    void theListsBlockNoPathOfAttunes() throws IOException, InterruptedException {
        Tools.require(
                Files.exists(LISTS.resolve("easyprivacy.txt")),
                "needs EasyPrivacy (Debian: webext-ublock-origin-chromium)");
        NpmPackages npm;
        try {
            npm = NpmPackages.in("ad-blocker", "@ghostery/adblocker/package.json", "@ghostery/adblocker@2.18.2");
        } catch (IOException e) {
            Tools.require(false, "@ghostery/adblocker cannot be had from npm: " + e.getMessage());
            throw e;
        }
        assertEquals("", Tools.run(npm.folder(), List.of("node", "-e", CHECK.formatted(LISTS))));
    }
}
