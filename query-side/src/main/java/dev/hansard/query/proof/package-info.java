/** What proves the log to auditors: signed heads, and verifications as jobs. */
@NullMarked
package dev.hansard.query.proof;

import org.jspecify.annotations.NullMarked;
