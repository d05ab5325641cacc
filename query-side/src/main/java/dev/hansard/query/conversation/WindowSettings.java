package dev.hansard.query.conversation;

import com.knuddels.jtokkit.api.EncodingType;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Windows by tokens, and what stays at their beginning.
 *
 * @param encoding what tokens are counted by: {@code o200k_base}, {@code cl100k_base}, {@code
 *     p50k_base}, {@code p50k_edit} or {@code r50k_base}
 * @param tokenCountsWeight memory for how many tokens messages have, a hundred bytes each
 * @param leadingWeight memory for messages that instruct the model and have left the window
 */
@ConfigurationProperties("hansard.window")
record WindowSettings(
        @DefaultValue("o200k_base") EncodingType encoding,
        @DefaultValue("8MB") DataSize tokenCountsWeight,
        @DefaultValue("16MB") DataSize leadingWeight) {}
