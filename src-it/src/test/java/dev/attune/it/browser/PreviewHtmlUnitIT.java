package dev.attune.it.browser;

class PreviewHtmlUnitIT extends PreviewCases {
    @Override
    Browser start() {
        return new HtmlUnitBrowser();
    }
}
