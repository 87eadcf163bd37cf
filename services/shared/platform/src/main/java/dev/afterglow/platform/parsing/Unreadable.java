package dev.afterglow.platform.parsing;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request could not be read. It travels in place of the request, as an empty message of its
 * type with a mark, because nothing else gets from a parser to an interceptor. Whoever sends such a
 * mark is refused likewise.
 */
enum Unreadable {
  /** The bytes are no message of that type: cut, of a wrong wire type, or a string is no UTF-8. */
  MALFORMED,
  /** The message is larger than {@link MessageConfig#maxBytes}. */
  TOO_LARGE;

  /** The highest number a field can have; no contract uses it. */
  private static final int MARK = 536_870_911;

  /** An empty message of a type with the mark. */
  Message inPlaceOf(Message type) {
    return type.newBuilderForType()
        .setUnknownFields(
            UnknownFieldSet.newBuilder().mergeVarintField(MARK, ordinal() + 1).build())
        .buildPartial();
  }

  /** What a message stands for; null if it is a request. */
  static @Nullable Unreadable of(Message message) {
    UnknownFieldSet unknown = message.getUnknownFields();
    if (!unknown.hasField(MARK)) {
      return null;
    }
    return unknown.getField(MARK).getVarintList().contains(TOO_LARGE.ordinal() + 1L)
        ? TOO_LARGE
        : MALFORMED;
  }

  /** The refusal of such a request. */
  AfterglowException refusal(int mostBytes) {
    return switch (this) {
      case MALFORMED -> malformed("the request is no message of the method's type");
      case TOO_LARGE -> tooLarge(mostBytes);
    };
  }

  static AfterglowException malformed(String message) {
    return new AfterglowException(PlatformReason.MESSAGE_UNREADABLE, Fault.INVALID, message);
  }

  static AfterglowException tooLarge(int mostBytes) {
    return new AfterglowException(
        PlatformReason.MESSAGE_TOO_LARGE,
        Fault.EXHAUSTED,
        "a message has at most " + mostBytes + " bytes",
        Map.of("limit_bytes", Integer.toString(mostBytes)));
  }
}
