/** Tokens of an OAuth 2 issuer in the place of API keys. */
@NullMarked
package dev.hansard.edge.jwt;

import org.jspecify.annotations.NullMarked;
