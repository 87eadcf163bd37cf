package dev.afterglow.capture.evidence;

import dev.afterglow.capture.liveness.DrivePart;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Reading;
import dev.afterglow.capture.liveness.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A window as it stands beside the log: CBOR in the one form that RFC 8949, 4.2.1 calls
 * deterministic.
 *
 * <pre>
 *   {1: 1, 2: drive id, 3: source id, 4: sequence, 5: start, 6: end, 7: verdict,
 *    8: [measure that made the verdict, …], 9: suspicion, 10: {measure: [value or null, suspicion]},
 *    11: [part that the source did not track, …]}
 * </pre>
 *
 * Times are microseconds since 1970 on the service's clock; values and suspicions are millionths,
 * rounded, as whole numbers; measures and parts are their names, parts in their own order; the map
 * of readings is in the bytewise order of its keys.
 */
final class WindowForm {
  private static final int FORM = 1;
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int NULL = 0xF6;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private WindowForm() {}

  static byte[] bytes(String driveId, String sourceId, DriveWindow window) {
    WindowForm form = new WindowForm();
    form.head(MAP, 11);
    form.number(1).number(FORM);
    form.number(2).text(driveId);
    form.number(3).text(sourceId);
    form.number(4).number(window.sequence());
    form.number(5).number(window.startUs());
    form.number(6).number(window.endUs());
    form.number(7).text(window.verdict().name().name());
    form.number(8).reasons(reasons(window.verdict()));
    form.number(9).millionths(window.suspicion());
    form.number(10).readings(window.readings());
    form.number(11).parts(window.untracked());
    return form.out.toByteArray();
  }

  private static List<Measure> reasons(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Live _ -> List.of();
      case Verdict.Degraded degraded -> degraded.reasons();
      case Verdict.NotLive notLive -> notLive.reasons();
    };
  }

  private void reasons(List<Measure> reasons) {
    head(ARRAY, reasons.size());
    reasons.forEach(it -> text(it.name()));
  }

  private void parts(Set<DrivePart> parts) {
    head(ARRAY, parts.size());
    parts.stream().sorted().forEach(it -> text(it.name()));
  }

  private void readings(List<Reading> readings) {
    head(MAP, readings.size());
    // Short keys come first: that is the order of their encodings.
    readings.stream()
        .sorted(
            Comparator.<Reading>comparingInt(it -> it.measure().name().length())
                .thenComparing(it -> it.measure().name()))
        .forEach(this::reading);
  }

  private void reading(Reading reading) {
    text(reading.measure().name());
    head(ARRAY, 2);
    if (Double.isFinite(reading.value())) {
      millionths(reading.value());
    } else {
      out.write(NULL);
    }
    millionths(reading.suspicion());
  }

  private void millionths(double value) {
    number(Math.round(value * 1e6));
  }

  private WindowForm number(long value) {
    if (value < 0) {
      head(NEGATIVE, -1 - value);
    } else {
      head(UNSIGNED, value);
    }
    return this;
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(TEXT, bytes.length);
    out.writeBytes(bytes);
  }

  private void head(int major, long value) {
    int type = major << 5;
    if (value < 24) {
      out.write((int) (type | value));
    } else if (value < 0x100) {
      out.write(type | 24);
      out.write((int) value);
    } else if (value < 0x1_0000) {
      out.write(type | 25);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
    } else if (value < 0x1_0000_0000L) {
      out.write(type | 26);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
    } else {
      out.write(type | 27);
      out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    }
  }
}
