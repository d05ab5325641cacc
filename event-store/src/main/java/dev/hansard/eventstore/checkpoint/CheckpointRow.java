package dev.hansard.eventstore.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One part of a view, as bytes.
 *
 * @param id unique within the view; made of ids, no content
 * @param position of the log up to which it is true, no further than the checkpoint
 * @param payload a CRC-32C (RFC 3720) of row and format, then what the view wrote
 */
public record CheckpointRow(String id, long position, byte[] payload) {

    private static final int CHECKSUM = Integer.BYTES;

    /**
     * @param format of the view's rows
     * @param written what the view wrote
     */
    public static CheckpointRow of(String id, long position, int format, byte[] written) {
        ByteBuffer payload = ByteBuffer.allocate(CHECKSUM + written.length);
        payload.putInt(checksum(id, position, format, written)).put(written);
        return new CheckpointRow(id, position, payload.array());
    }

    /**
     * What the view wrote.
     *
     * @param format that is expected
     * @throws DamagedCheckpointException if the row is not as it was written, or of another format
     */
    public byte[] written(int format) {
        if (payload.length < CHECKSUM) {
            throw new DamagedCheckpointException(id);
        }
        byte[] written = Arrays.copyOfRange(payload, CHECKSUM, payload.length);
        if (ByteBuffer.wrap(payload).getInt() != checksum(id, position, format, written)) {
            throw new DamagedCheckpointException(id);
        }
        return written;
    }

    private static int checksum(String id, long position, int format, byte[] written) {
        var crc = new CRC32C();
        crc.update(id.getBytes(UTF_8));
        crc.update(ByteBuffer.allocate(12).putLong(position).putInt(format).flip());
        crc.update(written);
        return (int) crc.getValue();
    }
}
