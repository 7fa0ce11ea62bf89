package dev.attune.it.launcher;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.server.ErrorPage;
import org.springframework.boot.web.server.ErrorPageRegistrar;
import org.springframework.boot.web.server.ErrorPageRegistry;
import org.springframework.http.HttpStatus;

/** The error pages of {@code web.xml}, as Spring Boot 3 names them. */
final class ErrorPages implements ErrorPageRegistrar {
    private final List<ErrorPage> pages = new ArrayList<>();

    ErrorPages(WebXml root, ClassLoader loader) throws ClassNotFoundException {
        for (WebXml page : root.all("error-page")) {
            String code = page.text("error-code");
            String location = page.text("location");
            pages.add(
                    code.isEmpty()
                            ? new ErrorPage(
                                    loader.loadClass(page.text("exception-type"))
                                            .asSubclass(Throwable.class),
                                    location)
                            : new ErrorPage(HttpStatus.valueOf(Integer.parseInt(code)), location));
        }
    }

    @Override
    public void registerErrorPages(ErrorPageRegistry registry) {
        registry.addErrorPages(pages.toArray(ErrorPage[]::new));
    }
}
