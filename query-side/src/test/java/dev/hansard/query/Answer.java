package dev.hansard.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;

import java.net.http.HttpResponse;
import java.util.List;

/** What a query was answered. */
public record Answer(HttpResponse<String> http) {

    public int status() {
        return http.statusCode();
    }

    public String body() {
        return http.body();
    }

    public String header(String name) {
        return http.headers().firstValue(name).orElse(null);
    }

    public long position() {
        return http.headers().firstValueAsLong("Hansard-Position").orElseThrow();
    }

    /** What a JSON path finds in the body. */
    public <T> T at(String path) {
        return JsonPath.read(body(), path);
    }

    /** One field of every entry of a list. */
    public List<String> each(String field) {
        return at("$.data[*]." + field);
    }

    public String next() {
        return at("$.next");
    }

    /** This answer, which is a 200. */
    public Answer ok() {
        return is(200);
    }

    /** This answer, which has that status. */
    public Answer is(int status) {
        assertThat(status()).as(body()).isEqualTo(status);
        return this;
    }

    /** This answer, which is a problem document with a status and code. */
    public Answer refused(int status, String code) {
        assertThat(status()).as(body()).isEqualTo(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(this.<String>at("$.code")).isEqualTo(code);
        return this;
    }
}
