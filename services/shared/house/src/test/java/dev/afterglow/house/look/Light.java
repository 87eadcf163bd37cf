package dev.afterglow.house.look;

import dev.afterglow.house.mesh.Surface.Material;
import dev.afterglow.house.mesh.Vec3;

/** A soft studio: key from the upper left, fill from the right, rims from behind, pale ground. */
final class Light {
  private static final Vec3 KEY = new Vec3(-0.45, 0.62, 0.75).unit();
  private static final Vec3 FILL = new Vec3(0.8, 0.15, 0.6).unit();
  private static final Vec3 RIM = new Vec3(0.55, 0.5, -0.75).unit();

  private Light() {}

  static int shade(int rgb, Vec3 n, Vec3 view, Material material) {
    boolean skin = material == Material.SKIN;
    double wrap = skin ? 0.35 : 0.1;
    double key = 1.55 * Math.max(0, (n.dot(KEY) + wrap) / (1 + wrap));
    double fill = 0.45 * Math.max(0, (n.dot(FILL) + wrap) / (1 + wrap));
    double sky = 0.42 + 0.16 * n.y();
    double facing = Math.max(0, n.dot(view));
    double rim = Math.max(0, n.dot(RIM)) * Math.pow(1 - facing, 2.0) * 1.0;
    double gloss =
        switch (material) {
          case SKIN -> 0.10 * Math.pow(half(n, view), 24);
          case EYE -> 0.6 * Math.pow(half(n, view), 180);
          case HAIR -> 0.05 * Math.pow(half(n, view), 18);
          case OUTFIT -> 0.05 * Math.pow(half(n, view), 14);
        };
    double red = key * 1.0 + fill * 0.92 + sky * (skin ? 1.04 : 1.0) + rim;
    double green = key * 0.96 + fill * 0.96 + sky * 0.98 + rim;
    double blue = key * 0.91 + fill * 1.05 + sky * (skin ? 0.97 : 1.02) + rim;
    return (out(rgb >> 16, red, gloss) << 16)
        | (out(rgb >> 8, green, gloss) << 8)
        | out(rgb, blue, gloss);
  }

  private static double half(Vec3 n, Vec3 view) {
    return Math.max(0, n.dot(KEY.plus(view).unit()));
  }

  private static int out(int channel, double light, double gloss) {
    double linear = Math.pow((channel & 255) / 255.0, 2.2) * light * 0.62 + gloss;
    double mapped = linear < 0.6 ? linear : 0.6 + 0.4 * (1 - Math.exp(-(linear - 0.6) / 0.4));
    return (int) Math.max(0, Math.min(255, Math.round(255 * Math.pow(mapped, 1 / 2.2))));
  }
}
