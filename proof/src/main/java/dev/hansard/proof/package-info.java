/**
 * What proves events, in plain Java: leaves, chains, signatures and the format of exports, and a
 * program that verifies an export. {@code docs/chain.md} and {@code docs/export.md} specify it.
 */
@NullMarked
package dev.hansard.proof;

import org.jspecify.annotations.NullMarked;
