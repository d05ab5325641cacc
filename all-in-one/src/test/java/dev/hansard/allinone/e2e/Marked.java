package dev.hansard.allinone.e2e;

/** A text that stands wherever a content can stand. */
final class Marked {

    private Marked() {}

    /**
     * Writes a marker everywhere for a user, in a conversation and a session of its own.
     *
     * @param name of conversation and session
     * @return the marker
     */
    static String everywhere(HansardClient client, String user, String name) {
        return everywhere(client, client, user, name);
    }

    /** The same, where results are stored by another service. */
    static String everywhere(
            HansardClient client, HansardClient results, String user, String name) {
        String marker = "marker-" + user + "-" + name;
        String text = "\"" + marker + "\"";
        client.post(
                        "/v1/sessions",
                        """
                        {"userId":"%s","sessionId":"%s","metadata":{"m":%s},"preferences":{"p":%s}}"""
                                .formatted(user, name, text, text))
                .expect(201);
        client.put("/v1/sessions/" + name + "/state/flow", "{\"value\":" + text + "}").expect(204);
        client.put(
                        "/v1/conversations/" + name,
                        """
                        {"userId":"%s","sessionId":"%s","metadata":{"m":%s},
                         "messages":[{"role":"user","content":%s}]}"""
                                .formatted(user, name, text, text),
                        "Idempotency-Key",
                        "make-" + user + "-" + name)
                .expect(201);
        client.append(name, "{\"role\":\"assistant\",\"content\":%s}".formatted(text)).expect(201);
        client.post("/v1/conversations/" + name + "/compact", "{\"summary\":" + text + "}")
                .expect(204);
        client.put("/v1/users/" + user + "/profile", "{\"likes\":" + text + "}").expect(204);
        client.put("/v1/users/" + user + "/state/goal", "{\"value\":" + text + "}").expect(204);
        client.put("/v1/tables/fares/" + name, "{\"value\":" + text + "}").expect(204);
        results.put(
                        "/v1/results",
                        """
                        {"agent":"a","request":{"q":%s},"output":%s,"userId":"%s"}"""
                                .formatted(text, text, user))
                .expect(201);
        return marker;
    }
}
