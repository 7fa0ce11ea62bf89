package dev.attune.it.cdi;

import dev.attune.it.container.Container;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A web app of beans, without a {@code web.xml}: all that it says of Attune stands in {@code WEB-INF/attune.json}. */
final class CdiSite {
    private CdiSite() {}

    static WebApp app(Container container, ProfilesServer profiles, Map<String, String> settings) {
        String more = settings.entrySet().stream()
                .map(setting -> ", \"" + setting.getKey() + "\": \"" + setting.getValue() + "\"")
                .collect(Collectors.joining());
        return WebApp.create()
                .cdi(container)
                .withoutWebXml()
                .classes(BeanPages.class, RequestBean.class, SharedBean.class, TypedBean.class, Watcher.class)
                .file("WEB-INF/attune.json", rules(profiles, more));
    }

    /** Returns a rules file that also says where profiles come from. */
    static String rules(ProfilesServer profiles, String moreSettings) {
        Map<String, String> settings = new TreeMap<>(profiles.parameters());
        settings.put("profileBudget", "10s");
        return "{\"settings\": {"
                + settings.entrySet().stream()
                        .map(setting -> "\"" + setting.getKey() + "\": \"" + setting.getValue() + "\"")
                        .collect(Collectors.joining(", "))
                + moreSettings + "}, \"variations\": [{\"route\": \"/home\", \"serve\": \"/homepage-us\"}]}";
    }
}
