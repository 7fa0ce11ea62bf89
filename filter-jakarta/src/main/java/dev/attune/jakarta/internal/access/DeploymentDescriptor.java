package dev.attune.jakarta.internal.access;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What {@code web.xml} or a web fragment says of security. */
final class DeploymentDescriptor {
    private final Element root;

    private DeploymentDescriptor(Element root) {
        this.root = root;
    }

    /** Returns the descriptors that count: fragments count unless {@code web.xml} is {@code metadata-complete}. */
    static List<DeploymentDescriptor> allOf(ServletContext context) {
        List<DeploymentDescriptor> all = new ArrayList<>();
        try (InputStream webXml = context.getResourceAsStream("/WEB-INF/web.xml")) {
            if (webXml != null) {
                all.add(new DeploymentDescriptor(parse(webXml)));
            }
            if (all.isEmpty()
                    || !all.get(0).root.getAttribute("metadata-complete").equals("true")) {
                ClassLoader loader = context.getClassLoader();
                if (loader != null) {
                    for (URL fragment : Collections.list(loader.getResources("META-INF/web-fragment.xml"))) {
                        try (InputStream in = fragment.openStream()) {
                            all.add(new DeploymentDescriptor(parse(in)));
                        }
                    }
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            // The container has read it and goes on, so the app's own pages are safe; a variation may not be.
            throw new IllegalArgumentException("Attune: the app's security constraints cannot be read: " + e, e);
        }
        return all;
    }

    private static Element parse(InputStream xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        // An old web.xml names a DTD on the network.
        builder.setEntityResolver((publicId, systemId) -> new InputSource(InputStream.nullInputStream()));
        return builder.parse(xml).getDocumentElement();
    }

    /** Returns the roles of {@code security-role}. */
    Set<String> roles() {
        Set<String> roles = new HashSet<>();
        children(root, "security-role").forEach(role -> roles.addAll(texts(role, "role-name")));
        return roles;
    }

    List<Constraint> constraints() {
        List<Constraint> constraints = new ArrayList<>();
        for (Element constraint : children(root, "security-constraint")) {
            Set<String> roles = roles(constraint);
            boolean needsTls = children(constraint, "user-data-constraint").stream()
                    .flatMap(data -> texts(data, "transport-guarantee").stream())
                    .anyMatch(guarantee -> !guarantee.equals("NONE"));
            for (Element resources : children(constraint, "web-resource-collection")) {
                List<String> omitted = texts(resources, "http-method-omission");
                List<String> methods = omitted.isEmpty() ? texts(resources, "http-method") : omitted;
                constraints.add(new Constraint(
                        texts(resources, "url-pattern"), Set.copyOf(methods), !omitted.isEmpty(), roles, needsTls));
            }
        }
        return constraints;
    }

    private static @Nullable Set<String> roles(Element constraint) {
        List<Element> auth = children(constraint, "auth-constraint");
        return auth.isEmpty() ? null : Set.copyOf(texts(auth.get(0), "role-name"));
    }

    private static List<String> texts(Element parent, String name) {
        return children(parent, name).stream()
                .map(child -> child.getTextContent().strip())
                .toList();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child && name.equals(child.getLocalName())) {
                children.add(child);
            }
        }
        return children;
    }
}
