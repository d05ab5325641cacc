package dev.hansard.edge.settings;

import dev.hansard.api.Ttl;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;

/** Reads times to live in settings as they are written in requests. */
@ConfigurationPropertiesBinding
public final class TtlSetting implements Converter<String, Ttl> {

    @Override
    public Ttl convert(String text) {
        return Ttl.parse(text);
    }
}
