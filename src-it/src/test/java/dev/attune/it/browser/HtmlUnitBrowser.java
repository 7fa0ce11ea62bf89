package dev.attune.it.browser;

import java.io.IOException;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;

/** HtmlUnit, as Chrome. A script that throws fails the page's load. */
final class HtmlUnitBrowser implements Browser {
    private final WebClient client = new WebClient(BrowserVersion.CHROME);

    HtmlUnitBrowser() {
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setCssEnabled(true);
    }

    @Override
    public void open(String url) throws IOException {
        client.getPage(url);
    }

    @Override
    public String value(String expression) {
        HtmlPage page = (HtmlPage) client.getCurrentWindow().getEnclosedPage();
        return String.valueOf(
                page.executeJavaScript("String(" + expression + ")").getJavaScriptResult());
    }

    @Override
    public void close() {
        client.close();
    }
}
