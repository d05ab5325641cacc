package dev.hansard.edge.page;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Pages over the numbers from 1 to 25. */
@EdgeTest
class PageTest {

    @Autowired private MockMvcTester http;

    @Test
    void a_page_has_twenty_items_and_tells_where_to_go_on() throws Exception {
        JsonNode page = page("/test/numbers");

        assertThat(page.path("data").size()).isEqualTo(20);
        assertThat(page.path("hasMore").asBoolean()).isTrue();
        assertThat(page.path("next").asString()).isNotBlank();
    }

    @Test
    void the_last_page_says_null_in_so_many_letters() throws Exception {
        assertThat(numbers("?limit=25").getResponse().getContentAsString())
                .endsWith("\"hasMore\":false,\"next\":null}");
    }

    @Test
    void the_pages_together_are_the_list() throws Exception {
        List<Integer> all = new ArrayList<>();
        JsonNode page = page("/test/numbers?limit=7");
        while (true) {
            page.path("data").forEach(n -> all.add(n.asInt()));
            if (!page.path("hasMore").asBoolean()) {
                break;
            }
            page = page("/test/numbers?limit=7&after=" + page.path("next").asString());
        }

        assertThat(all).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "x", "", "1.5", "99999999999"})
    void a_limit_is_from_1_to_1000(String limit) throws Exception {
        assertProblem(numbers("?limit=" + limit), 422, "invalid-request").at("limit");
    }

    @Test
    void an_order_is_ascending_or_descending() throws Exception {
        assertThat(numbers("?order=asc&limit=1000")).hasStatusOk();
        assertThat(said("/test/order")).isEqualTo("ASC 20");
        assertThat(said("/test/order?order=desc&limit=3")).isEqualTo("DESC 3");
        assertProblem(numbers("?order=random"), 422, "invalid-request")
                .at("order")
                .saying("must be one of asc, desc");
    }

    @Test
    void a_list_without_pages_takes_a_limit_alone() throws Exception {
        assertThat(said("/test/newest")).isEqualTo("20");
        assertThat(said("/test/newest?limit=3&after=no-cursor")).isEqualTo("3");
        assertProblem(http.get().uri("/test/newest?limit=0").exchange(), 422, "invalid-request")
                .at("limit");
    }

    @Test
    void a_cursor_is_good_for_its_own_list_only() throws Exception {
        String cursor = page("/test/numbers?count=24").path("next").asString();

        assertThat(numbers("?count=24&after=" + cursor)).hasStatusOk();
        assertThat(numbers("?after=" + cursor + "&limit=3&count=24")).hasStatusOk();
        for (String foreign :
                new String[] {
                    "?after=" + cursor,
                    "?count=25&after=" + cursor,
                    "?count=24&order=desc&after=" + cursor,
                    "?count=24&more=x&after=" + cursor
                }) {
            assertProblem(numbers(foreign), 422, "invalid-request").at("after");
        }
        assertProblem(
                http.get().uri("/test/order?order=asc&count=24&after=" + cursor).exchange(),
                422,
                "invalid-request");
        assertProblem(
                http.get()
                        .uri("/test/numbers?count=24&after=" + cursor)
                        .header("Hansard-Tenant", "other")
                        .exchange(),
                422,
                "invalid-request");
    }

    @Test
    void what_is_no_cursor_is_refused() throws Exception {
        String cursor = page("/test/numbers").path("next").asString();
        String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        for (String after :
                new String[] {
                    "",
                    "20",
                    "***",
                    cursor + "x",
                    encoded("2" + text.substring(1)),
                    encoded(text + "x"),
                    encoded(text.substring(0, text.lastIndexOf('.')))
                }) {
            assertProblem(numbers("?after=" + after), 422, "invalid-request").at("after");
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private String said(String path) throws Exception {
        return page(path).path("said").asString();
    }

    private JsonNode page(String path) throws Exception {
        MvcTestResult result = http.get().uri(path).exchange();
        assertThat(result).hasStatusOk();
        return JsonMapper.shared().readTree(result.getResponse().getContentAsString());
    }

    private MvcTestResult numbers(String query) {
        return http.get().uri("/test/numbers" + query).exchange();
    }
}
