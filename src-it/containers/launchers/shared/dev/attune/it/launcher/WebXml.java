package dev.attune.it.launcher;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An element of {@code web.xml}, for containers that leave reading it to others. */
record WebXml(Element element) {
    static WebXml read(Path file) throws Exception {
        try (InputStream xml = Files.newInputStream(file)) {
            return read(xml);
        }
    }

    static WebXml read(InputStream xml) throws Exception {
        return new WebXml(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml)
                .getDocumentElement());
    }

    /** Returns the child elements of that name. */
    List<WebXml> all(String name) {
        List<WebXml> found = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child && child.getTagName().equals(name)) {
                found.add(new WebXml(child));
            }
        }
        return found;
    }

    /** Returns the trimmed texts of the child elements of that name. */
    List<String> texts(String name) {
        return all(name).stream().map(WebXml::text).toList();
    }

    /** Returns the trimmed text of the first child element of that name, or "" without one. */
    String text(String name) {
        List<String> found = texts(name);
        return found.isEmpty() ? "" : found.get(0);
    }

    /** Returns the parameters in child elements of that name. */
    Map<String, String> parameters(String name) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (WebXml parameter : all(name)) {
            parameters.put(parameter.text("param-name"), parameter.text("param-value"));
        }
        return parameters;
    }

    private String text() {
        return element.getTextContent().trim();
    }
}
