package dev.afterglow.facts.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fact's bytes say at first sight: where, when, and whether it is worth reading. Reading a
 * fact in full takes several times as long, and of most facts no book is kept.
 *
 * @param roomId the room, as it was written
 * @param occurred when it happened on the client's clock
 * @param sent when the client sent it; null = as it happened
 * @param isSign whether it shows that a viewer was in the room
 * @param isBooked whether books are kept of it: orders, prices, stock, explaining, looks, answers,
 *     factors from outside, a show's opening
 */
public record FactGlance(
    String roomId, Instant occurred, @Nullable Instant sent, boolean isSign, boolean isBooked) {
  /**
   * Looks at a message's bytes.
   *
   * @throws FactFault when the bytes are no message, or tell no time
   */
  public static FactGlance of(byte[] bytes) {
    try {
      return read(CodedInputStream.newInstance(bytes));
    } catch (IOException e) {
      throw new FactFault(Reason.INVALID_FIELD, "kind");
    }
  }

  private static FactGlance read(CodedInputStream in) throws IOException {
    String room = "";
    Timestamp occurred = null;
    Timestamp sent = null;
    boolean isSign = false;
    boolean isBooked = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      switch (field) {
        case Fact.ROOM_ID_FIELD_NUMBER -> room = in.readStringRequireUtf8();
        case Fact.OCCUR_TIME_FIELD_NUMBER -> occurred = time(in);
        case Fact.SEND_TIME_FIELD_NUMBER -> sent = time(in);
        default -> {
          isSign |= isSign(field);
          isBooked |= isBooked(field);
          in.skipField(tag);
        }
      }
    }
    if (occurred == null) {
      throw new FactFault(Reason.INVALID_FIELD, "occur_time");
    }
    return new FactGlance(
        room,
        FactMessages.instant("occur_time", occurred),
        sent == null ? null : FactMessages.instant("send_time", sent),
        isSign,
        isBooked);
  }

  private static boolean isBooked(int field) {
    return switch (field) {
      case Fact.ORDER_CREATED_FIELD_NUMBER,
          Fact.ORDER_PAID_FIELD_NUMBER,
          Fact.ORDER_CANCELLED_FIELD_NUMBER,
          Fact.ORDER_REFUNDED_FIELD_NUMBER,
          Fact.EXPLAIN_SEGMENT_FIELD_NUMBER,
          Fact.PRICE_CHANGE_FIELD_NUMBER,
          Fact.STOCK_CHANGE_FIELD_NUMBER,
          Fact.EXTERNAL_FACTOR_FIELD_NUMBER,
          Fact.QUESTION_ANSWERED_FIELD_NUMBER,
          Fact.LOOK_CHANGE_FIELD_NUMBER,
          Fact.SHOW_OPENED_FIELD_NUMBER ->
          true;
      default -> false;
    };
  }

  private static boolean isSign(int field) {
    return switch (field) {
      case Fact.ENTER_FIELD_NUMBER,
          Fact.HEARTBEAT_FIELD_NUMBER,
          Fact.COMMENT_FIELD_NUMBER,
          Fact.LIKE_FIELD_NUMBER,
          Fact.SHARE_FIELD_NUMBER,
          Fact.FOLLOW_FIELD_NUMBER,
          Fact.GIFT_FIELD_NUMBER,
          Fact.PRODUCT_IMPRESSION_FIELD_NUMBER,
          Fact.PRODUCT_CLICK_FIELD_NUMBER,
          Fact.CART_ADD_FIELD_NUMBER ->
          true;
      default -> false;
    };
  }

  private static Timestamp time(CodedInputStream in) throws IOException {
    return Timestamp.parseFrom(in.readByteArray());
  }
}
