package dev.afterglow.house.tape;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Rotation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a tape as JSON Lines: {@code t_ms}, {@code shapes} by ARKit's names, {@code head} as 4x4
 * by columns and {@code bones} by VRM's names as x, y, z, w.
 */
public final class TapeText {
  private static final int DIGITS = 5;

  private TapeText() {}

  /** The tape's bytes; the same frames give the same bytes. */
  public static byte[] write(List<HouseFrame> frames) {
    StringBuilder out = new StringBuilder();
    frames.forEach(frame -> line(out, frame));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder out, HouseFrame frame) {
    out.append("{\"t_ms\":");
    number(out, frame.timeMs());
    out.append(",\"shapes\":{");
    boolean first = true;
    for (Map.Entry<ArkitShape, Double> e : frame.shapes().entrySet()) {
      name(out, e.getKey().arkitName(), first);
      number(out, e.getValue());
      first = false;
    }
    out.append("},\"head\":");
    numbers(out, frame.head());
    out.append(",\"bones\":{");
    first = true;
    for (Map.Entry<HumanoidBone, Rotation> e : frame.bones().entrySet()) {
      name(out, e.getKey().vrmName(), first);
      Rotation r = e.getValue();
      numbers(out, new double[] {r.x(), r.y(), r.z(), r.w()});
      first = false;
    }
    out.append("}}\n");
  }

  private static void name(StringBuilder out, String name, boolean first) {
    out.append(first ? "\"" : ",\"").append(name).append("\":");
  }

  private static void numbers(StringBuilder out, double[] values) {
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? '[' : ',');
      number(out, values[i]);
    }
    out.append(']');
  }

  private static void number(StringBuilder out, double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
    out.append(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
  }
}
