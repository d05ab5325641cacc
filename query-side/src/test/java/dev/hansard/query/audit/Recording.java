package dev.hansard.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.Answer;
import dev.hansard.query.Tenant;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What live queries answered at one moment, to be held against what is said of it later. */
record Recording(long position, Instant instant, Map<String, Answer> answers) {

    private static final Pattern LIST = Pattern.compile("\\{\"data\":(\\[.*])(,\"hasMore.*)?}");

    static Recording of(Tenant tenant, Instant instant, List<String> paths) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        paths.forEach(path -> answers.put(path, tenant.get(path)));
        return new Recording(tenant.written(), instant, answers);
    }

    Answer of(String path) {
        return answers.get(path);
    }

    /** The items of a list that was answered, as JSON text. */
    String list(String path) {
        Matcher list = LIST.matcher(of(path).ok().body());
        assertThat(list.matches()).as(path).isTrue();
        return list.group(1);
    }

    /**
     * Whether what is said of the moment now is what was said then and its position, byte for byte.
     *
     * @param more fields that are said beyond the live ones
     */
    void sameAs(String path, Answer now, String more) {
        Answer then = of(path);
        String when = path + " at position " + position;
        assertThat(now.status()).as(when).isEqualTo(then.status());
        if (then.status() != 200) {
            assertThat(now.<String>at("$.code")).as(when).isEqualTo(then.at("$.code"));
            return;
        }
        String live = then.body().substring(0, then.body().length() - 1);
        assertThat(now.body()).as(when).isEqualTo(live + more + ",\"position\":" + position + "}");
        assertThat(now.position()).isEqualTo(position);
    }
}
