package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** One dependency and one rules file on the class path, in an app with Spring Security. */
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "attune.webhook-username=segment",
            "attune.webhook-password=a long pass phrase of the tests",
            "attune.store=memory",
            "attune.identity=principal,cookie",
            "spring.security.user.name=carla",
            "spring.security.user.password=pw",
            "attune.profile-budget=10s"
        })
class StarterTest {
    @Autowired
    private TestRestTemplate http;

    @Test
    void aPushedProfileChangesThePagesOfItsVisitorAndOfNoOther() {
        ResponseEntity<String> pushed = http.withBasicAuth("segment", "a long pass phrase of the tests")
                .postForEntity("/attune/webhook", json("""
                    {"type": "identify", "userId": "anna", "messageId": "1",
                     "traits": {"location": "EU", "first_name": "Anna", "known": true}}\
                    """), String.class);
        assertEquals(200, pushed.getStatusCode().value(), pushed.toString());
        String page = page("anna");
        assertTrue(page.contains("<title>Europe</title>"), page);
        assertTrue(page.contains("<h1>Hello, Anna!</h1>"), page);
        assertTrue(page.contains("<p>Anna|EU</p>"), page);
        assertTrue(page.contains("\"isKnown\":true"), page);
        assertEquals("Person[firstName=Anna, visits=0]", page("/typed", "anna"));
        String other = page("bob");
        assertTrue(other.contains("<title>home</title>") && other.contains("<h1>Welcome</h1>"), other);
    }

    @Test
    void theWebhookRefusesWrongCredentialsItselfAndNotByACsrfCheck() {
        ResponseEntity<String> answer = http.withBasicAuth("segment", "something else entirely")
                .postForEntity("/attune/webhook", json("{}"), String.class);
        assertEquals(401, answer.getStatusCode().value(), answer.toString());
    }

    @Test
    void aScriptIsToldOfTheVisitorWhoIsLoggedIn() {
        http.withBasicAuth("segment", "a long pass phrase of the tests")
                .postForEntity("/attune/webhook", json("""
                    {"type": "identify", "userId": "carla", "messageId": "2", "traits": {"known": true}}\
                    """), String.class);
        String known = http.withBasicAuth("carla", "pw").getForObject("/attune/visitor?path=/", String.class);
        assertTrue(known.contains("\"isKnown\":true"), known);
        String unknown = http.getForObject("/attune/visitor?path=/", String.class);
        assertTrue(unknown.contains("\"isKnown\":false"), unknown);
    }

    @Test
    void aSeenPageIsJudgedByItsTokenAndNotByACsrfCheck() {
        ResponseEntity<String> answer = http.postForEntity("/attune/seen", "no token", String.class);
        assertEquals(403, answer.getStatusCode().value(), answer.toString());
        assertTrue(String.valueOf(answer.getBody()).contains("this view does not count"), answer.toString());
    }

    @Test
    void pagesThatAskForALogInStillDo() {
        assertEquals(
                401,
                http.getForEntity("/elsewhere", String.class).getStatusCode().value());
    }

    private String page(String user) {
        return page("/", user);
    }

    private String page(String path, String user) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.COOKIE, "ajs_user_id=" + user);
        ResponseEntity<String> answer = http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers), String.class);
        assertEquals(200, answer.getStatusCode().value(), answer.toString());
        return String.valueOf(answer.getBody());
    }

    private static HttpEntity<String> json(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return new HttpEntity<>(body, headers);
    }
}
