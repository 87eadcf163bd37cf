package dev.afterglow.facts.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import java.time.DateTimeException;
import java.time.Instant;

/** The envelope of a fact, to and from {@code afterglow.commerce.v1.Fact}. */
public final class FactMessages {
  private FactMessages() {}

  /** The message of a fact. */
  public static dev.afterglow.api.commerce.v1.Fact message(Fact fact) {
    var message =
        dev.afterglow.api.commerce.v1.Fact.newBuilder()
            .setSource(fact.source())
            .setId(fact.id())
            .setRoomId(fact.roomId())
            .setViewerPseudonym(fact.viewer())
            .setClient(fact.client())
            .setSchemaVersion(fact.schemaVersion())
            .setOccurTime(timestamp(fact.occurred()));
    Instant sent = fact.sent();
    if (sent != null) {
      message.setSendTime(timestamp(sent));
    }
    HappeningWriter.write(fact.what(), message);
    return message.build();
  }

  /**
   * The fact of a message.
   *
   * @throws FactFault when a field breaks its rule
   */
  public static Fact fact(dev.afterglow.api.commerce.v1.Fact message) {
    if (!message.hasOccurTime()) {
      throw new FactFault(Reason.INVALID_FIELD, "occur_time");
    }
    return new Fact(
        message.getSource(),
        message.getId(),
        message.getRoomId(),
        message.getViewerPseudonym(),
        instant("occur_time", message.getOccurTime()),
        message.hasSendTime() ? instant("send_time", message.getSendTime()) : null,
        HappeningReader.read(message),
        message.getClient(),
        // Who wrote before versions were told, or does not tell one, wrote the first.
        message.getSchemaVersion() == 0 ? 1 : message.getSchemaVersion());
  }

  /** A fact as the bytes of its message. */
  public static byte[] bytes(Fact fact) {
    return message(fact).toByteArray();
  }

  /**
   * The fact of a message's bytes.
   *
   * @throws FactFault when the bytes are no message, or a field breaks its rule
   */
  public static Fact fact(byte[] bytes) {
    try {
      return fact(dev.afterglow.api.commerce.v1.Fact.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new FactFault(Reason.INVALID_FIELD, "kind");
    }
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static Instant instant(String field, Timestamp time) {
    if (time.getNanos() < 0 || time.getNanos() > 999_999_999) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
  }
}
