package dev.hansard.allinone.e2e;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The whole history of a conversation, read page by page. */
record History(HansardClient client, String conversation) {

    private static final int PAGE = 25;

    List<JsonNode> messages() {
        return pages().stream()
                .flatMap(
                        page ->
                                StreamSupport.stream(
                                        Json.tree(page).get("data").spliterator(), false))
                .toList();
    }

    /** The pages as they were sent. */
    List<String> pages() {
        List<String> pages = new ArrayList<>();
        String after = null;
        do {
            Answer page = client.get(path(after)).expect(200);
            pages.add(page.body());
            after = page.json().get("next").asString(null);
        } while (after != null);
        return pages;
    }

    private String path(@Nullable String after) {
        return "/v1/conversations/%s/messages?limit=%d%s"
                .formatted(conversation, PAGE, after == null ? "" : "&after=" + after);
    }
}
