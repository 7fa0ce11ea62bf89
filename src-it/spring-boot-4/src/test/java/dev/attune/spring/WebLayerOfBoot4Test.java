package dev.attune.spring;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.profile.Profile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;

/** Controllers and templates for a made-up visitor: neither a server nor the filter runs. */
@WebMvcTest
@ContextConfiguration(classes = ShopApplication.class)
class WebLayerOfBoot4Test {
    private final MockMvc mvc;

    WebLayerOfBoot4Test(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @Test
    void aControllerAndATemplateGetTheProfileOfTheRequest() throws Exception {
        Profile anna = Profile.of(Map.of("first_name", "Anna", "visits", 3));
        Profile european = Profile.of(Map.of("first_name", "Anna", "location", "EU"));
        mvc.perform(get("/typed").requestAttr(PersonalizationFilter.PROFILE_ATTRIBUTE, anna))
                .andExpect(content().string("Person[firstName=Anna, visits=3]"));
        mvc.perform(get("/tea").requestAttr(PersonalizationFilter.PROFILE_ATTRIBUTE, anna))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("<p>Tea for Anna</p>")));
        mvc.perform(get("/").requestAttr(PersonalizationFilter.PROFILE_ATTRIBUTE, european))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("<p>Anna|EU</p>")));
        mvc.perform(get("/decided").requestAttr(PersonalizationFilter.PROFILE_ATTRIBUTE, anna))
                .andExpect(content().string("null true CLAIMED"));
        mvc.perform(get("/typed")).andExpect(content().string("Person[firstName=null, visits=0]"));
    }
}
