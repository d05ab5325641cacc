package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/**
 * Two shops sell over the same messenger and the same server: each is a tenant, its customers go
 * through flows, and its products are a table.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MessagingAppTest {

    private static final InProcessHansard HANSARD = InProcessHansard.shared();

    private static final HansardClient SHOES = shop("shoes-shop");
    private static final HansardClient HATS = shop("hats-shop");

    private static HansardClient shop(String tenant) {
        return HANSARD.client().with("Hansard-Tenant", tenant);
    }

    @BeforeAll
    static void products() {
        SHOES.post(
                        "/v1/tables/products",
                        """
                        {"entries":[
                          {"key":"boot","value":{"price":129.90,"ean":"0012345"}},
                          {"key":"sandal","value":{"price":49.00,"sizes":[36,37]}}]}""")
                .expect(204);
        HATS.put("/v1/tables/products/boot", "{\"value\":\"a hat, in fact\"}").expect(204);
    }

    @Test
    void a_flow_is_left_after_its_time_and_what_is_for_good_stays() {
        String order = "/v1/users/491701/state/order";
        SHOES.put(order, "{\"value\":{\"step\":\"size\",\"product\":\"boot\"},\"ttl\":\"PT30M\"}")
                .expect(204);
        Answer last =
                SHOES.put("/v1/users/491701/state/newsletter", "{\"value\":true}").expect(204);
        HansardClient reader = SHOES.after(last);

        HANSARD.clock().move(Duration.ofMinutes(29));
        assertThat(reader.get(order).expect(200).json().at("/value/step").asString())
                .isEqualTo("size");
        SHOES.put(order, "{\"value\":{\"step\":\"pay\"},\"ttl\":\"PT30M\"}").expect(204);
        HANSARD.clock().move(Duration.ofMinutes(29));
        Answer nextDay = SHOES.put("/v1/users/491701/state/seen", "{\"value\":1}").expect(204);
        SHOES.after(nextDay).get(order).expect(200);
        HANSARD.clock().move(Duration.ofMinutes(1));

        reader.get(order).expectProblem(404, "not-found");
        assertThat(SHOES.after(nextDay).get("/v1/users/491701/state").expect(200).data())
                .extracting(key -> key.get("key").asString())
                .containsExactly("newsletter", "seen");
    }

    @Test
    void a_customers_profile_grows_by_what_is_learnt() {
        String profile = "/v1/users/491702/profile";
        SHOES.put(profile, "{\"name\":\"Eva\",\"size\":\"038\",\"address\":{\"city\":\"Bonn\"}}")
                .expect(204);
        Answer merged =
                SHOES.patch(profile, "{\"address\":{\"zip\":\"00531\"},\"name\":null}").expect(204);

        assertThat(SHOES.after(merged).get(profile).expect(200).json().get("profile").toString())
                .isEqualTo("{\"size\":\"038\",\"address\":{\"city\":\"Bonn\",\"zip\":\"00531\"}}");
    }

    @Test
    void state_holds_a_reference_and_the_table_the_product() {
        Answer set = SHOES.put("/v1/users/491703/state/cart", "{\"value\":[\"boot\"]}").expect(204);
        HansardClient reader = SHOES.after(set);

        String product = reader.get("/v1/users/491703/state/cart").json().at("/value/0").asString();

        assertThat(reader.get("/v1/tables/products/" + product).expect(200).body())
                .isEqualTo("{\"key\":\"boot\",\"value\":{\"price\":129.90,\"ean\":\"0012345\"}}");
    }

    @Test
    void nothing_of_one_shop_is_seen_in_the_other() {
        String number = "491704";
        SHOES.put("/v1/users/" + number + "/profile", "{\"name\":\"Ida\"}").expect(204);
        SHOES.put("/v1/users/" + number + "/state/order", "{\"value\":1}").expect(204);
        SHOES.put("/v1/conversations/" + number, "{\"userId\":\"" + number + "\"}").expect(201);
        Answer said = SHOES.append(number, Json.userMessage("boots?")).expect(201);
        HansardClient other = HATS.after(said);

        for (String path :
                List.of(
                        "/v1/users/" + number + "/profile",
                        "/v1/users/" + number + "/state/order",
                        "/v1/users/" + number + "/session",
                        "/v1/conversations/" + number,
                        "/v1/conversations/" + number + "/window",
                        "/v1/tables/products/sandal")) {
            other.get(path).expectProblem(404, "not-found");
        }
        for (String path :
                List.of(
                        "/v1/users/" + number + "/messages",
                        "/v1/users/" + number + "/state",
                        "/v1/conversations?userId=" + number,
                        "/v1/audit/events?userId=" + number)) {
            assertThat(other.get(path).expect(200).data()).as(path).isEmpty();
        }
        assertThat(other.get("/v1/tables/products").expect(200).data())
                .extracting(entry -> entry.get("value").asString())
                .containsExactly("a hat, in fact");
    }
}
