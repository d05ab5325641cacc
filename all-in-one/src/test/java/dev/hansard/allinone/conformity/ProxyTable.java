package dev.hansard.allinone.conformity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of {@code http-edge/src/proxy/nginx.conf} that says which side answers. Read as nginx
 * reads a {@code map}: a whole text first, then patterns in their order, then the default.
 */
final class ProxyTable {

    static final String FILE = "http-edge/src/proxy/nginx.conf";

    private static final Pattern TABLE =
            Pattern.compile(
                    "map\\s+\"\\$request_method \\$uri\"\\s+\\$side\\s*\\{(.*?)}", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\s*(default|\"[^\"]+\")\\s+(\\w+);$");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<Pattern, String> patterns = new LinkedHashMap<>();
    private String otherwise = "";

    ProxyTable() {
        Matcher table = TABLE.matcher(Repository.read(FILE));
        if (!table.find()) {
            throw new AssertionError(FILE + " has no such table");
        }
        for (Matcher row = ROW.matcher(table.group(1)); row.find(); ) {
            add(row.group(1).replace("\"", ""), row.group(2));
        }
    }

    /** The upstream that a request goes to. */
    String sideOf(String method, String path) {
        String request = method + " " + path;
        if (texts.containsKey(request)) {
            return texts.get(request);
        }
        return patterns.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(request).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private void add(String key, String side) {
        if (key.equals("default")) {
            otherwise = side;
        } else if (key.startsWith("~")) {
            patterns.put(Pattern.compile(key.substring(1)), side);
        } else {
            texts.put(key, side);
        }
    }
}
