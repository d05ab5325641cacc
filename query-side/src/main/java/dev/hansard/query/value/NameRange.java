package dev.hansard.query.value;

import dev.hansard.api.AggregateId;

import org.jspecify.annotations.Nullable;

/**
 * The names of values between two others, both left out.
 *
 * <p>A name is made of words with a space between them. A space is before every character that an
 * id can have, so names in the order of their bytes are in the order of their words, and all that
 * begin with the same words stand together.
 */
record NameRange(String from, String to) {

    private static final char SPACE = ' ';
    private static final char AFTER_SPACE = SPACE + 1;

    /** Everything that a tenant has. */
    static NameRange ofTenant(String tenant) {
        return under(tenant);
    }

    /** Everything that is remembered of a user. */
    static NameRange ofUser(AggregateId user) {
        return under(name(user.toString()));
    }

    /** The entries of a table. */
    static NameRange ofTable(String tenant, String table) {
        return under(ofTables(tenant).from + table);
    }

    /** The entries of all tables of a tenant. */
    static NameRange ofTables(String tenant) {
        return under(tenant + SPACE + AggregateId.ENTRY);
    }

    /** The name of a value by its words, with a slash between them. */
    static String name(String words) {
        return words.replace('/', SPACE);
    }

    /** The words of a name, with a slash between them. */
    static String words(String name) {
        return name.replace(SPACE, '/');
    }

    /** Of the entries of a table, those after a key, or before it; all if there is none. */
    NameRange beyondKey(@Nullable String key, boolean descending) {
        if (key == null) {
            return this;
        }
        return descending ? new NameRange(from, from + key) : new NameRange(from + key, to);
    }

    /** Of the entries of all tables, those of tables after one, or before it. */
    NameRange beyondTable(@Nullable String table, boolean descending) {
        if (table == null) {
            return this;
        }
        NameRange own = under(from + table);
        return descending ? new NameRange(from, own.from) : new NameRange(own.to, to);
    }

    private static NameRange under(String words) {
        return new NameRange(words + SPACE, words + AFTER_SPACE);
    }
}
