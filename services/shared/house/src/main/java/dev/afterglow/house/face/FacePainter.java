package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.atlas.FaceAtlas;
import dev.afterglow.house.atlas.FaceAtlas.Cell;
import dev.afterglow.house.face.HeadSurface.Edge;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.paint.Canvas;
import dev.afterglow.house.paint.Colour;
import dev.afterglow.house.paint.Complexion;
import dev.afterglow.house.paint.Noise;

/** Paints the skin, its make-up, and the small cells for teeth, tongue, lashes, ears and hands. */
public final class FacePainter {
  private static final int SIZE = 1024;

  private final Complexion tones;

  private FacePainter(Complexion tones) {
    this.tones = tones;
  }

  static Canvas paint(HeadSkin skin, double[][] openness, Complexion tones) {
    return new FacePainter(tones).picture(skin, openness);
  }

  private Canvas picture(HeadSkin skin, double[][] openness) {
    Canvas canvas = new Canvas(SIZE, SIZE);
    canvas.fill(new Cell(0, 0, 1, 1), (u, v) -> tones.skin());
    head(canvas, skin, openness);
    canvas.fill(FaceAtlas.LID_RIM, (u, v) -> Colour.of(0xB9837A));
    canvas.fill(FaceAtlas.LIP_LINING, (u, v) -> Colour.of(0x9C3F45));
    canvas.fill(FaceAtlas.CAVITY, (u, v) -> Colour.of(0x3A0F12));
    canvas.fill(FaceAtlas.TEETH, FacePainter::teeth);
    canvas.fill(FaceAtlas.GUM, (u, v) -> Colour.of(0xB8626A));
    canvas.fill(FaceAtlas.TONGUE, FacePainter::tongue);
    canvas.fill(FaceAtlas.LASH, (u, v) -> Colour.of(0x1C110E));
    canvas.fill(FaceAtlas.EAR, this::ear);
    canvas.fill(FaceAtlas.HAND, this::hand);
    return canvas;
  }

  private void head(Canvas canvas, HeadSkin skin, double[][] openness) {
    HeadGrid grid = skin.grid();
    int rows = grid.rows.size();
    int columns = grid.columns.length;
    Cell cell = FaceAtlas.HEAD;
    int bottom = (int) Math.ceil((cell.top() + cell.height()) * SIZE);
    for (int y = 0; y < bottom; y++) {
      for (int x = 0; x < SIZE; x++) {
        double u = ((x + 0.5) / SIZE - cell.left()) / cell.width();
        double v = ((y + 0.5) / SIZE - cell.top()) / cell.height();
        double column = Math.max(0, Math.min(columns - 1.0001, u * (columns - 1)));
        double row = Math.max(0, Math.min(rows - 1.0001, (1 - v) * rows));
        double open = light(openness, row, column);
        Vec3 place = skin.restAt((int) row, (int) column, Edge.ABOVE);
        canvas.set(x, y, shaded(skinAt(skin, row, column), underNose(open, place)));
      }
    }
  }

  private static double light(double[][] openness, double row, double column) {
    int r = (int) row;
    int c = (int) column;
    double low = mix(openness[r][c], openness[r][c + 1], column - c);
    double high = mix(openness[r + 1][c], openness[r + 1][c + 1], column - c);
    return mix(low, high, row - r);
  }

  /** Little of the sky reaches below a nose, but the lip throws light back up. */
  private static double underNose(double open, Vec3 p) {
    return open + 0.85 * (1 - open) * near(p, 0.4, -3.7, 9.7, 1.0);
  }

  /** Shade on skin is warm: blue goes first. */
  private static Colour shaded(Colour c, double open) {
    double k = mix(1, smoothStep(0.02, 0.80, open), 0.62);
    return new Colour(
        c.red() * Math.pow(k, 0.62), c.green() * Math.pow(k, 1.0), c.blue() * Math.pow(k, 1.08));
  }

  private Colour skinAt(HeadSkin skin, double row, double column) {
    HeadGrid grid = skin.grid();
    int r = (int) row;
    int c = (int) column;
    double fr = row - r;
    double fc = column - c;
    Vec3 low = skin.restAt(r, c, Edge.ABOVE).toward(skin.restAt(r, c + 1, Edge.ABOVE), fc);
    Vec3 high = skin.restAt(r + 1, c, Edge.BELOW).toward(skin.restAt(r + 1, c + 1, Edge.BELOW), fc);
    Vec3 p = low.toward(high, fr);
    double degrees = mix(grid.columns[c], grid.columns[c + 1], fc);
    double d = mix(skin.heightOverMouth(r), skin.heightOverMouth(r + 1), fr);
    Colour colour = base(p);
    colour = lips(colour, HeadGrid.mouthS(degrees), d);
    colour = eyes(colour, p, degrees, row >= grid.eyeRow);
    return brow(colour, p);
  }

  private static double near(Vec3 p, double x, double y, double z, double r) {
    double dx = Math.abs(p.x()) - x;
    double dy = p.y() - y;
    double dz = p.z() - z;
    return Math.exp(-(dx * dx + dy * dy + dz * dz) / (r * r));
  }

  private Colour base(Vec3 p) {
    Colour c = tones.skin();
    c = c.over(tones.blush(), 0.42 * near(p, 4.3, -2.5, 6.4, 2.0));
    c = c.over(tones.blush(), 0.22 * near(p, 0, -3.7, 10.3, 1.0));
    c = c.over(tones.blush(), 0.12 * near(p, 0, -9.6, 8.4, 1.4));
    c = c.over(tones.shade(), 0.20 * near(p, 0.5, -4.45, 9.8, 0.42));
    c = c.over(Colour.of(0xFFFFFF), 0.30 * near(p, 0.35, -3.75, 9.55, 0.6));
    c = c.over(tones.shade(), 0.22 * near(p, 1.75, -3.9, 8.6, 0.5));
    c = c.over(tones.shade(), 0.16 * near(p, 1.7, 0.9, 8.2, 1.0));
    double under = smoothStep(-9.3, -11.5, p.y()) * smoothStep(-23, -15, p.y());
    c = c.over(tones.shade(), 0.42 * under);
    c =
        c.over(
            tones.shade(),
            0.25 * smoothStep(5.3, 6.8, Math.abs(p.x())) * smoothStep(-12, -6, p.y()));
    c = c.over(tones.hair().get(1), 0.22 * tones.beard() * beard(p));
    return c.over(tones.hair().get(1), 0.92 * tones.scalp() * Hairline.share(p));
  }

  /** Chin, jaw and upper lip, up to the ear. */
  private static double beard(Vec3 p) {
    double low = smoothStep(-4.1, -5.4, p.y() - 0.22 * Math.max(0, Math.abs(p.x()) - 3));
    double grain = 0.85 + 0.15 * Noise.at(p.x() * 9, p.y() * 9);
    return low * smoothStep(-12.0, -9.6, p.y()) * smoothStep(-0.5, 3.0, p.z()) * grain;
  }

  private Colour lips(Colour under, double s, double d) {
    if (Math.abs(s) > 1.08 || Math.abs(d) > 1.6) {
      return under;
    }
    boolean upper = d >= 0;
    double height = HeadSurface.lipHeight(s, upper);
    double q = Math.abs(d) / height;
    double soft = 0.10 / Math.max(0.3, height);
    double inside =
        (1 - smoothStep(1 - soft, 1 + soft, q)) * (1 - smoothStep(0.99, 1.06, Math.abs(s)));
    Colour lip = tones.lip().times(upper ? 0.92 : 1.02);
    lip =
        lip.over(
            new Colour(255, 214, 208),
            upper ? 0 : 0.22 * tones.makeUp() * bell(q, 0.5, 0.22) * bell(s, 0, 0.4));
    lip = lip.over(tones.lipDeep(), 0.85 * (1 - smoothStep(0.0, 0.22, q)));
    double shadow = upper ? 0 : 0.28 * bell(q, 1.28, 0.2) * (1 - s * s);
    return under.over(tones.shade(), shadow).over(lip, 0.92 * inside);
  }

  private Colour eyes(Colour under, Vec3 p, double degrees, boolean above) {
    int side = degrees >= 0 ? 1 : -1;
    double s = HeadGrid.eyeS(degrees, side);
    if (Math.abs(s) > 1.5) {
      return under;
    }
    double inside = 1 - smoothStep(0.96, 1.22, Math.abs(s));
    double gap = Math.abs(p.y() - HeadSurface.margin(s, above));
    if (above) {
      Colour c = under.over(tones.lid(), 0.55 * (1 - smoothStep(0.0, 1.1, gap)) * inside);
      double crease =
          0.40 * Math.sqrt(Math.max(0, 1 - 0.75 * s * s)) + 0.03 + 0.05 * Math.max(0, s);
      c =
          c.over(
              tones.lid().times(0.74),
              0.70 * bell(gap, crease, 0.055) * smoothStep(-1.0, -0.3, s) * inside);
      double wide = mix(0.6, 1, tones.makeUp());
      double liner =
          (1 - smoothStep(0.05 * wide, wide * (0.13 + 0.05 * Math.max(0, s)), gap)) * inside;
      return c.over(tones.liner(), mix(0.7, 0.85, tones.makeUp()) * liner);
    }
    Colour c =
        under.over(
            tones.skin().over(Colour.of(0xFFFFFF), 0.4), 0.35 * bell(gap, 0.28, 0.16) * inside);
    c = c.over(tones.shade(), 0.30 * bell(gap, 0.58, 0.14) * inside);
    double line =
        (1 - smoothStep(0.0, 0.09, gap)) * inside * (0.35 + 0.3 * tones.makeUp() * Math.max(0, s));
    return c.over(Colour.of(0x7A4A3E), line);
  }

  private Colour brow(Colour under, Vec3 p) {
    double x = Math.abs(p.x());
    double t = (x - 1.45) / (5.35 - 1.45);
    if (p.z() < 2 || t < -0.1 || t > 1.05) {
      return under;
    }
    double line =
        2.42
            - 0.35 * (tones.browHeight() - 1)
            + 0.52 * Math.sin(Math.PI * Math.min(1, t * 0.82))
            - 0.25 * t;
    double half =
        0.38
            * tones.browHeight()
            * Math.min(1, 0.72 + 1.1 * t)
            * Math.pow(Math.max(0, 1 - t), 0.45);
    double gap = Math.abs(p.y() - line);
    double body = 1 - smoothStep(half * 0.55, half * 1.15 + 0.02, gap);
    body *= smoothStep(-0.06, 0.16, t);
    double hairs = 0.94 + 0.06 * Math.sin(46 * x + 9 * (p.y() - line));
    return under.over(tones.brow(), 0.95 * body * hairs);
  }

  private static Colour teeth(double u, double v) {
    double tooth = Math.abs((u * 12 + 0.5) % 1 - 0.5);
    Colour c =
        Colour.of(0xFFFCF6).over(Colour.of(0xD9C6B4), 0.55 * (1 - smoothStep(0.0, 0.07, tooth)));
    c = c.over(Colour.of(0xC98E88), smoothStep(0.72, 0.9, v));
    return c.over(Colour.of(0x8A6A62), 0.5 * smoothStep(0.30, 0.5, Math.abs(u - 0.5)));
  }

  private static Colour tongue(double u, double v) {
    Colour c = Colour.of(0xD9737B);
    return c.times(1 - 0.18 * bell(u, 0.5, 0.06) - 0.35 * smoothStep(0.2, 0.9, v));
  }

  private Colour ear(double u, double v) {
    double r = Math.hypot(u - 0.5, v - 0.5) / 0.46;
    Colour c = tones.skin().over(tones.blush(), 0.30);
    c = c.over(tones.shade().times(0.72), 0.85 * bell(r, 0.73, 0.07));
    c = c.over(tones.skin().over(Colour.of(0xFFFFFF), 0.18), 0.6 * bell(r, 0.87, 0.05));
    c = c.over(tones.shade().times(0.70), 0.8 * smoothStep(0.94, 1.0, r));
    return c.over(tones.shade().times(0.62), 0.9 * (1 - smoothStep(0.15, 0.48, r)));
  }

  /** Six strips: the palm and five fingers; {@code v} runs from wrist to tip. */
  private Colour hand(double u, double v) {
    int strip = (int) (u * 6);
    double around = (u * 6 - strip - 0.04) / 0.92;
    Colour c = tones.skin().over(tones.blush(), 0.10);
    if (strip == 0) {
      return c.over(tones.blush(), 0.20 * smoothStep(0.7, 1.0, v));
    }
    double back = bell(around, 0.0, 0.15) + bell(around, 1.0, 0.15);
    c = c.over(tones.blush(), 0.22 * smoothStep(0.6, 1, v));
    c = c.over(tones.shade(), 0.25 * back * (bell(v, 0.42, 0.03) + bell(v, 0.68, 0.025)));
    double nail =
        smoothStep(0.35, 0.6, back) * smoothStep(0.78, 0.80, v) * (1 - smoothStep(0.95, 0.97, v));
    return c.over(Colour.of(0xE58F93), 0.85 * nail);
  }
}
