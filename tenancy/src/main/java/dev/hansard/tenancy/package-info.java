/**
 * The keys of all tenants, the lists of their users and their settings, as every node knows them.
 */
@NullMarked
package dev.hansard.tenancy;

import org.jspecify.annotations.NullMarked;
