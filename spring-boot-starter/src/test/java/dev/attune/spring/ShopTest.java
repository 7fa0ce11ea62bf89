package dev.attune.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the shop as it is served. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "spring.web.resources.chain.strategy.content.enabled=true",
            "attune.webhook-username=segment",
            "attune.webhook-password=" + ShopTest.PASSWORD,
            "attune.store=memory",
            "attune.profile-budget=10s"
        })
@interface ShopTest {
    String PASSWORD = "a long pass phrase of the tests";
    String ANNA = """
            {"type": "identify", "userId": "anna", "messageId": "1",
             "traits": {"location": "EU", "first_name": "Anna", "known": true}}""";
}
