package dev.hansard.edge.access;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * A server whose tenants let in the user {@code ada} and nobody else, but for one that was erased
 * and lets in nobody.
 */
@EdgeTest
@Import(AllowedUsersTest.OnlyAda.class)
class AllowedUsersTest {

    @Autowired private MockMvcTester http;

    @TestConfiguration(proxyBeanMethods = false)
    static class OnlyAda {

        @Bean
        AllowedUsers onlyAda() {
            return (tenant, userId) -> userId.equals("ada");
        }

        @Bean
        ErasedTenants gone() {
            return tenant -> tenant.equals("gone");
        }
    }

    @Test
    void who_is_on_the_list_comes_in_and_who_is_not_is_refused() throws Exception {
        assertThat(get("/test/parameters?userId=ada")).hasStatusOk();
        assertProblem(get("/test/parameters?userId=bob"), 403, "user-not-allowed");
    }

    @Test
    void the_list_says_nothing_about_audits() {
        assertThat(get("/test/audit/bob")).hasStatusOk();
    }

    @Test
    void a_credential_that_is_bound_to_somebody_off_the_list_sees_no_list_either() {
        var caller =
                new Caller("acme", AccessRole.AGENT, "key", "bob", (t, user) -> user.equals("ada"));

        assertThatThrownBy(() -> caller.visibleUser(null)).hasMessageContaining("list of users");
    }

    @Test
    void a_tenant_that_was_erased_has_a_history_and_nothing_else() throws Exception {
        var inIt = http.get().uri("/test/parameters?userId=ada").header("Hansard-Tenant", "gone");
        assertProblem(inIt.exchange(), 410, "erased");
        assertThat(http.get().uri("/test/audit/bob").header("Hansard-Tenant", "gone").exchange())
                .hasStatusOk();
    }

    @Test
    void what_lasts_ends_with_its_tenant() {
        var access = new LastingAccess(new ProtectedMode(), tenant -> tenant.equals("gone"));
        var request = new MockHttpServletRequest();

        new Caller("stays", AccessRole.READER, "key", null).keepIn(request);
        assertThat(access.mayGoOn(request)).isTrue();
        new Caller("gone", AccessRole.READER, "key", null).keepIn(request);
        assertThat(access.mayGoOn(request)).isFalse();
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).exchange();
    }
}
