package dev.hansard.api.json;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object taken apart by its keys and put together again, every value as it was written. */
public final class JsonMembers {

    private static final JsonMapper MAPPER = JsonCodec.mapper();
    private static final ObjectReader READER =
            MAPPER.readerFor(new TypeReference<LinkedHashMap<String, Json>>() {});

    private JsonMembers() {}

    /**
     * The members in the order of the text; the caller may change the map.
     *
     * @param object a JSON object, {@link Json#isObject}
     */
    public static LinkedHashMap<String, Json> of(Json object) {
        return JsonCodec.read(READER, object.utf8());
    }

    /** The object with these members, in the order of the map. */
    public static Json join(Map<String, Json> members) {
        return Json.trusted(MAPPER.writeValueAsBytes(members));
    }
}
