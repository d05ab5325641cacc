package dev.hansard.edge.json;

import dev.hansard.api.json.JsonCodec;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractSmartHttpMessageConverter;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/**
 * The JSON of Spring MVC: in through {@link StrictJson}, out with absent values left out and client
 * JSON verbatim.
 */
final class StrictJsonConverter extends AbstractSmartHttpMessageConverter<Object> {

    private static final MediaType MERGE_PATCH =
            MediaType.parseMediaType("application/merge-patch+json");
    private static final List<MediaType> READ = List.of(MediaType.APPLICATION_JSON, MERGE_PATCH);

    private final StrictJson reader;
    private final JsonMapper writer = JsonCodec.mapper();

    StrictJsonConverter(StrictJson reader) {
        super(MediaType.APPLICATION_JSON);
        this.reader = reader;
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        return mediaType != null && READ.stream().anyMatch(mediaType::equalsTypeAndSubtype);
    }

    @Override
    public Object read(
            ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        @Nullable Limited limited =
                type.getSource() instanceof MethodParameter parameter
                        ? parameter.getParameterAnnotation(Limited.class)
                        : null;
        return reader.read(message.getBody(), type.getType(), limited);
    }

    @Override
    public boolean canWrite(ResolvableType type, Class<?> clazz, @Nullable MediaType mediaType) {
        return canWrite(mediaType)
                || mediaType != null && "json".equals(mediaType.getSubtypeSuffix());
    }

    @Override
    protected void writeInternal(
            Object value,
            ResolvableType type,
            HttpOutputMessage message,
            @Nullable Map<String, Object> hints)
            throws IOException {
        byte[] body = writer.writeValueAsBytes(value);
        message.getHeaders().setContentLength(body.length);
        message.getBody().write(body);
    }

    /** JSON is always UTF-8; naming a charset would only confuse. */
    @Override
    public @Nullable Charset getDefaultCharset() {
        return null;
    }
}
