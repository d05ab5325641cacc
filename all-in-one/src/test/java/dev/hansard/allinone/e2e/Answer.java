package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What Hansard answered. */
record Answer(String request, HttpResponse<String> http) {

    int status() {
        return http.statusCode();
    }

    String body() {
        return http.body();
    }

    JsonNode json() {
        return Json.tree(body());
    }

    /** The field {@code data} of a page. */
    List<JsonNode> data() {
        return StreamSupport.stream(json().get("data").spliterator(), false).toList();
    }

    /** The header, or an empty text. */
    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    long position() {
        return Long.parseLong(header("Hansard-Position"));
    }

    String etag() {
        return header("ETag");
    }

    /** The code of a problem document, or an empty text. */
    String code() {
        return header("Content-Type").startsWith("application/problem+json")
                ? json().get("code").asString()
                : "";
    }

    Answer expect(int status) {
        assertThat(status()).as("%s -> %s", request, body()).isEqualTo(status);
        return this;
    }

    /** A problem document with this status and code. */
    Answer expectProblem(int status, String code) {
        expect(status);
        assertThat(header("Content-Type")).as(request).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asString("")).as(body()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString("")).isNotBlank();
        assertThat(problem.path("detail").asString("")).isNotBlank();
        return this;
    }
}
