package dev.hansard.edge.access;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.Arrays;
import java.util.Locale;

/** Keys of every role; each key is called as its role. */
@EdgeTest
@Import(RolesTest.Keys.class)
@TestPropertySource(properties = "hansard.admin-key=operator")
class RolesTest {

    @Autowired private MockMvcTester http;

    @TestConfiguration(proxyBeanMethods = false)
    static class Keys {

        @Bean
        Credentials credentials() {
            return key ->
                    key.startsWith("bound-")
                            ? new Credential(
                                    "key-2",
                                    AccessRole.valueOf(key.substring(6).toUpperCase(Locale.ROOT)),
                                    "acme",
                                    "ada")
                            : Arrays.stream(AccessRole.values())
                                    .filter(role -> role.wireName().equals(key))
                                    .map(role -> new Credential("key-1", role, "acme", null))
                                    .findFirst()
                                    .orElse(null);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agent,200,200,403,403,403",
        "reader,403,200,403,403,403",
        "auditor,403,200,200,403,403",
        "admin,200,200,200,200,403",
        "operator,200,200,200,200,200",
        "bound-auditor,403,200,200,403,403",
        "bound-admin,200,200,200,403,403",
        "bound-operator,200,200,200,403,403"
    })
    void a_role_may_do_what_the_contract_says_and_nothing_over_users_while_bound_to_one(
            String role, int command, int query, int audit, int admin, int operate) {
        assertThat(
                        http.post()
                                .uri("/test/optional")
                                .header("Authorization", "Bearer " + role)
                                .exchange())
                .hasStatus(command);
        assertThat(get("/test/query", role)).hasStatus(query);
        assertThat(get("/test/audit", role)).hasStatus(audit);
        assertThat(get("/test/admin", role)).hasStatus(admin);
        assertThat(get("/test/operate", role)).hasStatus(operate);
    }

    @Test
    void what_a_role_may_not_do_is_forbidden_by_name() throws Exception {
        assertProblem(get("/test/audit", "reader"), 403, "forbidden").saying("reader");
    }

    @Test
    void a_key_of_one_tenant_may_name_that_one_and_no_other() throws Exception {
        assertThat(tenant("agent", "acme")).hasStatusOk();
        assertProblem(tenant("agent", "other"), 403, "forbidden");
    }

    @Test
    void a_key_bound_to_a_user_sees_no_other() throws Exception {
        assertThat(get("/test/parameters?userId=ada", "bound-agent")).hasStatusOk();
        assertProblem(get("/test/parameters?userId=bob", "bound-agent"), 404, "not-found");
        assertThat(get("/test/parameters?userId=bob", "agent")).hasStatusOk();
    }

    private MvcTestResult tenant(String key, String tenant) {
        return http.get()
                .uri("/test/query")
                .header("Authorization", "Bearer " + key)
                .header("Hansard-Tenant", tenant)
                .exchange();
    }

    private MvcTestResult get(String path, String key) {
        return http.get().uri(path).header("Authorization", "Bearer " + key).exchange();
    }
}
