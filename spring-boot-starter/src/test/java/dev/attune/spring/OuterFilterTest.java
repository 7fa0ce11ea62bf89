package dev.attune.spring;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** An app that has Attune stand before all its filters, Spring Security's included. */
@ShopTest
@Import(OuterFilterTest.Order.class)
class OuterFilterTest {
    private final Browser browser;

    OuterFilterTest(@LocalServerPort int port) {
        browser = new Browser(port);
    }

    @Test
    void personalizedPagesKeepTheNoStoreOfSpringSecurity() throws Exception {
        StarterTest.assertKeepsNoStore(browser);
    }

    @Test
    void aVariationHasTheHeadersOfSpringSecurityAndTheUrlsOfTheEncodingFilter() throws Exception {
        StarterTest.assertIsBehindAllFilters(browser);
    }

    @TestConfiguration
    static class Order {
        @Bean
        static BeanPostProcessor first() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (name.equals("attune") && bean instanceof FilterRegistrationBean<?> attune) {
                        attune.setOrder(Ordered.HIGHEST_PRECEDENCE);
                    }
                    return bean;
                }
            };
        }
    }
}
