package dev.hansard.edge.request;

import dev.hansard.edge.json.RuleInWords;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads enums in parameters by the names they have in JSON, and by no other. */
@SuppressWarnings("rawtypes")
final class WireEnums implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        return text -> {
            for (T constant : type.getEnumConstants()) {
                if (RuleInWords.wireName(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("no constant has this name");
        };
    }
}
