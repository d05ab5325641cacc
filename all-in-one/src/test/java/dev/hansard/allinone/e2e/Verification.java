package dev.hansard.allinone.e2e;

import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

/** A verification of all that a tenant has, as an auditor asks for it. */
final class Verification {

    private static final Duration SOON = Duration.ofSeconds(60);

    private Verification() {}

    /** What it has found out in the end. */
    static JsonNode of(HansardClient client, String body) {
        String location =
                client.post("/v1/audit/verifications", body).expect(202).header("Location");
        await().atMost(SOON).until(() -> client.get(location).expect(200).json().has("finishedAt"));
        return client.get(location).expect(200).json();
    }
}
