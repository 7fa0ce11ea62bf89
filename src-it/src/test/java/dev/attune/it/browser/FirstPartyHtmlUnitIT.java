package dev.attune.it.browser;

/** HtmlUnit knows no fetch, as browsers of old: so all that goes out here goes the way that they know. */
class FirstPartyHtmlUnitIT extends FirstPartyCases {
    @Override
    Browser start() {
        return new HtmlUnitBrowser();
    }
}
