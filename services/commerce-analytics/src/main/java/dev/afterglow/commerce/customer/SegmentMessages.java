package dev.afterglow.commerce.customer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Changes of segments as the contract's messages. */
final class SegmentMessages {
  private SegmentMessages() {}

  static byte[] bytes(SegmentChange change) {
    return message(change.shopId(), change.sequence())
        .setViewerPseudonym(change.pseudonym())
        .setFromSegmentId(change.from())
        .setToSegmentId(change.to())
        .setAsOfTime(
            Timestamp.newBuilder()
                .setSeconds(change.asOf().getEpochSecond())
                .setNanos(change.asOf().getNano()))
        .build()
        .toByteArray();
  }

  /** How far a shop's sequence has come, and nothing of anybody. */
  static byte[] place(String shopId, long sequence) {
    return message(shopId, sequence).build().toByteArray();
  }

  private static dev.afterglow.api.commerce.v1.SegmentChange.Builder message(
      String shopId, long sequence) {
    return dev.afterglow.api.commerce.v1.SegmentChange.newBuilder()
        .setShopId(shopId)
        .setSequence(sequence);
  }

  /**
   * What a record says.
   *
   * @throws IllegalArgumentException if it is no change
   */
  static SegmentChange change(byte[] bytes) {
    try {
      dev.afterglow.api.commerce.v1.SegmentChange message =
          dev.afterglow.api.commerce.v1.SegmentChange.parseFrom(bytes);
      return new SegmentChange(
          message.getShopId(),
          message.getSequence(),
          message.getViewerPseudonym(),
          message.getFromSegmentId(),
          message.getToSegmentId(),
          Instant.ofEpochSecond(
              message.getAsOfTime().getSeconds(), message.getAsOfTime().getNanos()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no change of a segment", e);
    }
  }
}
