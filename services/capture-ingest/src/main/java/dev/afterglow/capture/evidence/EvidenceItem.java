package dev.afterglow.capture.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A window on its way into the log.
 *
 * @param requestId a UUID that stays the same however often it is handed in
 * @param broadcastId the broadcast
 * @param driverSubjectId who drove
 * @param window its bytes, see {@link WindowForm}
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, compared by the request's id
public record EvidenceItem(
    String requestId, String broadcastId, String driverSubjectId, byte[] window) {
  private static final int FORM = 1;

  /** What is kept of it; {@link #read} gives it back. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(out)) {
      to.writeByte(FORM);
      to.writeUTF(requestId);
      to.writeUTF(broadcastId);
      to.writeUTF(driverSubjectId);
      to.write(window);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What {@link #bytes} gave; empty for anything else, as of another version. */
  static Optional<EvidenceItem> read(byte[] bytes) {
    try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return from.readByte() == FORM
          ? Optional.of(
              new EvidenceItem(from.readUTF(), from.readUTF(), from.readUTF(), from.readAllBytes()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
