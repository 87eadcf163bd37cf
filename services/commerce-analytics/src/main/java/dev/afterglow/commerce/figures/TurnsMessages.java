package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.Anomaly;
import dev.afterglow.api.commerce.v1.AnomalyKind;
import dev.afterglow.api.commerce.v1.Beside;
import dev.afterglow.api.commerce.v1.BesideKind;
import dev.afterglow.api.commerce.v1.GetTurnsResponse;
import dev.afterglow.api.commerce.v1.Peak;
import dev.afterglow.api.commerce.v1.PeakCurve;
import dev.afterglow.commerce.peak.Turns;
import java.util.List;

/** Peaks and anomalies as messages. */
final class TurnsMessages {
  private TurnsMessages() {}

  static GetTurnsResponse turns(Turns turns) {
    return GetTurnsResponse.newBuilder()
        .setFromTime(RoomMessages.timestamp(turns.from()))
        .setToTime(RoomMessages.timestamp(turns.to()))
        .addAllPeaks(turns.peaks().stream().map(TurnsMessages::peak).toList())
        .addAllAnomalies(turns.anomalies().stream().map(TurnsMessages::anomaly).toList())
        .build();
  }

  private static Peak peak(dev.afterglow.commerce.peak.Peak peak) {
    return Peak.newBuilder()
        .setCurve(PeakCurve.valueOf("PEAK_CURVE_" + peak.curve().name()))
        .setCurrencyCode(peak.currency())
        .setStartTime(RoomMessages.timestamp(peak.start()))
        .setEndTime(RoomMessages.timestamp(peak.end()))
        .setGoesOn(peak.goesOn())
        .setProbability(peak.probability())
        .setLevel(peak.level())
        .setUsual(peak.usual())
        .addAllBeside(beside(peak.beside()))
        .build();
  }

  private static Anomaly anomaly(dev.afterglow.commerce.peak.Anomaly anomaly) {
    return Anomaly.newBuilder()
        .setKind(AnomalyKind.valueOf("ANOMALY_KIND_" + anomaly.kind().name()))
        .setStartTime(RoomMessages.timestamp(anomaly.start()))
        .setEndTime(RoomMessages.timestamp(anomaly.end()))
        .setGoesOn(anomaly.goesOn())
        .setSeenCount(anomaly.seen())
        .setExpectedCount(anomaly.expected())
        .setChance(anomaly.chance())
        .addAllBeside(beside(anomaly.beside()))
        .build();
  }

  private static List<Beside> beside(List<dev.afterglow.commerce.peak.Beside> beside) {
    return beside.stream()
        .map(
            it ->
                Beside.newBuilder()
                    .setKind(BesideKind.valueOf("BESIDE_KIND_" + it.kind().name()))
                    .setProductId(it.productId())
                    .setStartTime(RoomMessages.timestamp(it.start()))
                    .setEndTime(RoomMessages.timestamp(it.end()))
                    .build())
        .toList();
  }
}
