package dev.attune.bench.rewriter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.attoparser.AbstractChainedMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.config.ParseConfiguration.ElementBalancing;
import org.attoparser.config.ParseConfiguration.UniqueRootElementPresence;
import org.attoparser.output.OutputMarkupHandler;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.sitemesh.tagprocessor.BasicRule;
import org.sitemesh.tagprocessor.CharSequenceBuffer;
import org.sitemesh.tagprocessor.CustomTag;
import org.sitemesh.tagprocessor.Tag;
import org.sitemesh.tagprocessor.TagProcessor;

/** The same two edits by libraries of others: a script at the end of the head, a style on the body. */
final class Peers {
    private static final MarkupParser ATTOPARSER = new MarkupParser(lenient());

    private Peers() {}

    private static ParseConfiguration lenient() {
        ParseConfiguration configuration = ParseConfiguration.htmlConfiguration();
        configuration.setElementBalancing(ElementBalancing.NO_BALANCING);
        configuration.setNoUnmatchedCloseElementsRequired(false);
        configuration.setUniqueAttributesInElementRequired(false);
        configuration.setXmlWellFormedAttributeValuesRequired(false);
        configuration.setUniqueRootElementPresence(UniqueRootElementPresence.NOT_VALIDATED);
        configuration.getPrologParseConfiguration().setValidateProlog(false);
        configuration.setTextSplittable(true);
        return configuration;
    }

    static void jsoup(byte[] page, OutputStream out) throws IOException {
        write(twoEdits(page), out);
    }

    /** The two edits, and six selections that change nothing. */
    static void jsoupEight(byte[] page, OutputStream out) throws IOException {
        Document document = twoEdits(page);
        for (String selector : Task.SIX_MORE) {
            document.select(selector).forEach(element -> {});
        }
        write(document, out);
    }

    private static Document twoEdits(byte[] page) {
        Document document = Jsoup.parse(new String(page, StandardCharsets.UTF_8));
        document.outputSettings().prettyPrint(false);
        document.head().appendElement("script").appendChild(new DataNode(Task.SCRIPT_TEXT));
        document.body().attr("style", Task.STYLE);
        return document;
    }

    private static void write(Document document, OutputStream out) throws IOException {
        out.write(document.outerHtml().getBytes(StandardCharsets.UTF_8));
    }

    static void attoparser(byte[] page, OutputStream out) throws Exception {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        ATTOPARSER.parse(new StringReader(new String(page, StandardCharsets.UTF_8)), new TwoEdits(writer));
        writer.flush();
    }

    private static final class TwoEdits extends AbstractChainedMarkupHandler {
        private final Writer writer;
        private boolean inBodyTag;

        TwoEdits(Writer writer) {
            super(new OutputMarkupHandler(writer));
            this.writer = writer;
        }

        private static boolean is(String name, char[] buffer, int from, int length) {
            return length == name.length()
                    && new String(buffer, from, length).toLowerCase(Locale.ROOT).equals(name);
        }

        @Override
        public void handleCloseElementStart(char[] buffer, int from, int length, int line, int column)
                throws ParseException {
            if (is("head", buffer, from, length)) {
                write(Task.SCRIPT);
            }
            super.handleCloseElementStart(buffer, from, length, line, column);
        }

        @Override
        public void handleOpenElementStart(char[] buffer, int from, int length, int line, int column)
                throws ParseException {
            inBodyTag = is("body", buffer, from, length);
            super.handleOpenElementStart(buffer, from, length, line, column);
        }

        @Override
        public void handleOpenElementEnd(char[] buffer, int from, int length, int line, int column)
                throws ParseException {
            if (inBodyTag) {
                inBodyTag = false;
                write(" style=\"" + Task.STYLE + "\"");
            }
            super.handleOpenElementEnd(buffer, from, length, line, column);
        }

        private void write(String text) throws ParseException {
            try {
                writer.write(text);
            } catch (IOException e) {
                throw new ParseException(e);
            }
        }
    }

    static void siteMesh(byte[] page, OutputStream out) throws IOException {
        TagProcessor processor = new TagProcessor(java.nio.CharBuffer.wrap(new String(page, StandardCharsets.UTF_8)));
        processor.addRule("head", new BasicRule() {
            @Override
            public void process(Tag tag) throws IOException {
                if (tag.getType() == Tag.Type.CLOSE) {
                    tagProcessorContext.currentBuffer().append(Task.SCRIPT);
                }
                tag.writeTo(tagProcessorContext.currentBuffer());
            }
        });
        processor.addRule("body", new BasicRule() {
            @Override
            public void process(Tag tag) throws IOException {
                Tag written = tag;
                if (tag.getType() == Tag.Type.OPEN) {
                    CustomTag styled = new CustomTag(tag);
                    styled.setAttributeValue("style", false, Task.STYLE);
                    written = styled;
                }
                written.writeTo(tagProcessorContext.currentBuffer());
            }
        });
        processor.process();
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CharSequence result = processor.getDefaultBufferContents();
        if (result instanceof CharSequenceBuffer buffer) {
            buffer.writeTo(writer);
        } else {
            writer.append(result);
        }
        writer.flush();
    }
}
