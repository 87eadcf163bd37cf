package dev.afterglow.commerce.figures;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.ListCorrectionsResponse;
import dev.afterglow.commerce.room.Correction;
import java.time.Instant;
import java.util.List;

/** Corrections as messages. */
final class CorrectionMessages {
  private CorrectionMessages() {}

  static ListCorrectionsResponse response(List<Correction> corrections) {
    ListCorrectionsResponse.Builder response = ListCorrectionsResponse.newBuilder();
    for (Correction correction : corrections) {
      response.addCorrections(
          dev.afterglow.api.commerce.v1.Correction.newBuilder()
              .setMinuteTime(timestamp(correction.minute()))
              .setFigure(correction.figure())
              .setCurrencyCode(correction.currency())
              .setOldValue(correction.before())
              .setNewValue(correction.after())
              .setFactCount(correction.facts())
              .setReceiveTime(timestamp(correction.received())));
    }
    return response.build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
