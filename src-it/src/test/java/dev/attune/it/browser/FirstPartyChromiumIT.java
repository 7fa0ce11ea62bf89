package dev.attune.it.browser;

import java.io.IOException;

class FirstPartyChromiumIT extends FirstPartyCases {
    @Override
    Browser start() throws IOException {
        return Chromium.start();
    }
}
