package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.ListCorrectionsResponse;
import dev.afterglow.commerce.room.Correction;
import java.util.List;

/** Corrections as messages. */
final class CorrectionMessages {
  private CorrectionMessages() {}

  static ListCorrectionsResponse response(List<Correction> corrections) {
    ListCorrectionsResponse.Builder response = ListCorrectionsResponse.newBuilder();
    for (Correction correction : corrections) {
      response.addCorrections(
          dev.afterglow.api.commerce.v1.Correction.newBuilder()
              .setMinuteTime(RoomMessages.timestamp(correction.minute()))
              .setFigure(correction.figure())
              .setCurrencyCode(correction.currency())
              .setOldValue(correction.before())
              .setNewValue(correction.after())
              .setFactCount(correction.facts())
              .setReceiveTime(RoomMessages.timestamp(correction.received())));
    }
    return response.build();
  }
}
