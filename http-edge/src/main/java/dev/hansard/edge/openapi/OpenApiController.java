package dev.hansard.edge.openapi;

import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** The OpenAPI document of the whole API, the same from every service. */
@RestController
public final class OpenApiController {

    private static final Resource DOCUMENT = new ClassPathResource("openapi/hansard.json");

    @GetMapping("/v3/api-docs")
    @Allowed(Permission.OPEN)
    ResponseEntity<byte[]> document() throws IOException {
        byte[] document = DOCUMENT.getContentAsByteArray();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag(DigestUtils.md5DigestAsHex(document))
                .body(document);
    }
}
