package dev.hansard.query.job;

/** Is told by a job how far it is. */
public interface JobProgress {

    /**
     * Takes note of it; the row follows now and again.
     *
     * @param share from 0 to 1
     * @throws java.util.concurrent.CancellationException if the job is to end
     */
    void at(double share);

    /**
     * Tells more than that.
     *
     * @param details JSON, in the place of what was told before
     */
    void tell(String details);
}
