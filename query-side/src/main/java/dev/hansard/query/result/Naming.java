package dev.hansard.query.result;

import dev.hansard.query.result.Results.Address;

/**
 * How results are named by what they answer.
 *
 * @param byContent whether there is one for each content hash; else one for each request
 */
record Naming(boolean byContent) {

    /** The key of the result that answers just this. */
    String key(Question question) {
        return byContent ? question.key() : question.requestKey();
    }

    /** What a look-up may find: without a content hash, any that answers the request. */
    Address address(String tenant, Question question) {
        boolean anyContent = !byContent || question.contentHash() == null;
        return new Address(tenant, anyContent ? question.requestKey() : question.key(), anyContent);
    }
}
