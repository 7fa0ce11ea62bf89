package dev.attune.it.browser;

class ClientTraitsHtmlUnitIT extends ClientTraitsCases {
    @Override
    Browser start() {
        return new HtmlUnitBrowser();
    }
}
