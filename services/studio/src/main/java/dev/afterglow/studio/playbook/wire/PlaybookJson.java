package dev.afterglow.studio.playbook.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Messages as protobuf's JSON writes them, with the contract's own field names. */
final class PlaybookJson {
  private static final JsonFormat.Printer WRITES =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

  private PlaybookJson() {}

  static String write(Message message) {
    try {
      return WRITES.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer of ours cannot be written", e);
    }
  }
}
