/** The keys of all tenants and the lists of their users, as every node knows them. */
@NullMarked
package dev.hansard.tenancy;

import org.jspecify.annotations.NullMarked;
