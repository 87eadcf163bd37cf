package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;
import static dev.afterglow.house.mesh.Curves.through;

import dev.afterglow.house.atlas.OutfitAtlas;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Jacket, shawl collar, blouse and skirt, sculpted in the stance. */
final class Jacket {
  private static final double[] OPEN_Y = {
    0.80, 0.90, 0.98, 1.035, 1.06, 1.12, 1.20, 1.27, 1.31, 1.345
  };
  private static final double[] OPEN_X = {
    0.060, 0.030, 0.008, 0.001, 0.004, 0.021, 0.042, 0.056, 0.060, 0.052
  };
  private static final double HEM_Y = 0.815;
  private static final double TOP_Y = 1.345;
  private static final double BUTTON_Y = 1.045;
  private static final double NECK_SHARE = 0.42;
  private static final double LINED_FROM_Y = 1.24;
  private static final double LINING = 0.0015;
  private static final double NECK_Z = -0.03;
  // The jacket hides the rest, through which an arm that hangs would press it.
  private static final double BLOUSE_SIDE = 1.3;
  private static final double[] COLLAR_AT = {0, 0.15, 0.55, 0.8, 1};
  private static final double[] COLLAR_WIDE = {0.004, 0.022, 0.052, 0.050, 0.042};

  private static final TorsoForm TORSO = TorsoForm.SLENDER;

  private Jacket() {}

  static Piece build() {
    Piece outfit = new Piece();
    skirt(outfit);
    blouse(outfit);
    int cloth = outfit.triangles.size();
    jacket(outfit);
    collar(outfit);
    line(outfit, cloth);
    button(outfit, BUTTON_Y);
    return outfit;
  }

  /**
   * Gives the cloth round the neck an inside, which shows behind it. Elsewhere nobody looks in, so
   * the outfit needs not be drawn from both sides.
   */
  private static void line(Piece outfit, int firstTriangle) {
    Map<Integer, Integer> inside = new HashMap<>();
    for (int[] t : List.copyOf(outfit.triangles.subList(firstTriangle, outfit.triangles.size()))) {
      if (Arrays.stream(t).allMatch(corner -> outfit.points.get(corner).y() > LINED_FROM_Y)) {
        int[] lined =
            Arrays.stream(t)
                .map(corner -> inside.computeIfAbsent(corner, c -> behind(outfit, c)))
                .toArray();
        outfit.triangles.add(new int[] {lined[0], lined[2], lined[1]});
      }
    }
  }

  private static int behind(Piece outfit, int vertex) {
    Vec3 p = outfit.points.get(vertex);
    Vec3 inward = new Vec3(-p.x(), 0, NECK_Z - p.z()).unit();
    double[] uv = outfit.uvs.get(vertex);
    return outfit.add(
        p.plus(inward.times(LINING)),
        OutfitAtlas.LINING.at(uv[0], uv[1]),
        outfit.weights.get(vertex));
  }

  /** The bearing at which the jacket's front edge lies at a height. */
  private static double openBearing(double y) {
    double x = through(OPEN_Y, OPEN_X, y);
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (TORSO.at(y, middle, 0.0).x() < x) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void jacket(Piece outfit) {
    int rows = 30;
    int columns = 53;
    Vec3[][] grid = new Vec3[rows][columns];
    for (int r = 0; r < rows; r++) {
      double y = mix(HEM_Y, TOP_Y, Math.pow(r / (rows - 1.0), 0.92));
      double open = openBearing(y);
      for (int c = 0; c < columns; c++) {
        double bearing = mix(open, 2 * Math.PI - open, c / (columns - 1.0));
        double flare = 0.010 * smoothStep(0.98, 0.82, y);
        grid[r][c] = TORSO.at(y, bearing, 0.006 + flare + folds(y, bearing));
      }
    }
    outfit.weave(
        grid, uv -> OutfitAtlas.JACKET.at(uv[0], 1 - uv[1]), (p, u, v) -> TORSO.weights(p));
  }

  /** Soft creases where the jacket is drawn in by its button. */
  private static double folds(double y, double bearing) {
    double near = Math.exp(-Math.pow((y - BUTTON_Y) / 0.06, 2));
    double front = Math.exp(-Math.pow(Math.sin(bearing / 2) / 0.45, 2));
    return 0.0022
        * near
        * front
        * Math.sin(90 * (y - BUTTON_Y) * (1 + 0.6 * Math.cos(bearing)) + 6 * bearing);
  }

  /** A collar that runs up one front edge, round the neck and down the other. */
  private static void collar(Piece outfit) {
    int along = 64;
    int across = 6;
    Vec3[][] grid = new Vec3[across + 2][along];
    for (int i = 0; i < along; i++) {
      double t = 2.0 * i / (along - 1) - 1;
      for (int k = 0; k <= across; k++) {
        grid[k + 1][i] = collarPoint(t, k / (double) across);
      }
      grid[0][i] = collarPoint(t, 0).plus(new Vec3(0, -0.004, -0.006));
    }
    outfit.weave(
        grid, uv -> OutfitAtlas.COLLAR.at(uv[0], 1 - uv[1]), (p, u, v) -> TORSO.weights(p));
  }

  /** {@code t} from the right button end (-1) over the neck (0) to the left one (+1). */
  private static Vec3 collarPoint(double t, double k) {
    double a = Math.abs(t);
    double front = smoothStep(0.18, NECK_SHARE, a);
    Vec3 p = collarBehind(Math.min(a, NECK_SHARE), k, a).toward(collarBefore(a, k), front);
    return t < 0 ? p.mirrored() : p;
  }

  /** The collar along the front edge: {@code k} 0 at the edge, 1 at its outer rim. */
  private static Vec3 collarBefore(double a, double k) {
    double f = Math.min(1, (1 - a) / (1 - NECK_SHARE));
    double y = mix(BUTTON_Y + 0.012, TOP_Y - 0.012, f);
    double width = through(COLLAR_AT, COLLAR_WIDE, f);
    double bearing = openBearing(y) + k * width / 0.105;
    return TORSO.at(y - 0.010 * k * f, bearing, 0.006 + roll(a, k));
  }

  /** The collar round the back of the neck. */
  private static Vec3 collarBehind(double a, double k, double along) {
    double bearing = mix(Math.PI, openBearing(TOP_Y - 0.012), a / NECK_SHARE);
    double lift = 0.012 * smoothStep(NECK_SHARE, 0.1, a);
    double y = TOP_Y - 0.006 + lift - 0.040 * k * k - 0.012 * k;
    return TORSO.at(y, bearing, 0.006 + roll(along, k));
  }

  /** How far the folded cloth stands off. */
  private static double roll(double a, double k) {
    double fold = 0.012 * Math.sin(Math.PI * Math.min(1, k * 1.15)) * smoothStep(1.02, 0.85, a);
    return fold + 0.008 - (k > 0.99 ? 0.004 : 0);
  }

  private static void blouse(Piece outfit) {
    int rows = 18;
    int columns = 29;
    Vec3[][] grid = new Vec3[rows][columns];
    for (int c = 0; c < columns; c++) {
      double bearing = mix(-BLOUSE_SIDE, BLOUSE_SIDE, c / (columns - 1.0));
      double aside = Math.abs(bearing);
      double top = 1.258 + 0.034 * smoothStep(0.0, 1.0, aside) - 0.06 * smoothStep(1.0, 1.5, aside);
      for (int r = 0; r < rows; r++) {
        double v = r / (rows - 2.0);
        double y = mix(0.97, top, Math.min(1, v));
        double drape =
            0.0016
                * Math.sin(70 * (y - 1.0) + 5 * Math.cos(3 * bearing))
                * (1 - Math.abs(2 * v - 1));
        Vec3 p = TORSO.at(y, bearing, -0.004 - 0.012 * smoothStep(0.6, 1.3, aside) + drape);
        grid[r][c] = r == rows - 1 ? p.plus(new Vec3(-0.03 * p.x(), -0.002, -0.008)) : p;
      }
    }
    outfit.weave(
        grid, uv -> OutfitAtlas.BLOUSE.at(uv[0], 1 - uv[1]), (p, u, v) -> TORSO.weights(p));
  }

  private static void skirt(Piece outfit) {
    int rows = 12;
    int columns = 37;
    Vec3[][] grid = new Vec3[rows][columns];
    for (int r = 0; r < rows; r++) {
      double y = mix(0.50, 0.99, r / (rows - 1.0));
      for (int c = 0; c < columns; c++) {
        grid[r][c] = TORSO.at(y, 2 * Math.PI * c / (columns - 1.0), -0.006);
      }
    }
    outfit.weave(grid, uv -> OutfitAtlas.SKIRT.at(uv[0], 1 - uv[1]), (p, u, v) -> TORSO.weights(p));
  }

  private static void button(Piece outfit, double y) {
    Vec3 centre = TORSO.at(y, openBearing(y) + 0.06, 0.013);
    int rings = 3;
    int around = 13;
    Vec3[][] grid = new Vec3[rings + 1][around];
    double[] radius = {0.009, 0.0085, 0.0055, 0.0001};
    double[] height = {-0.004, 0.001, 0.0028, 0.002};
    for (int r = 0; r <= rings; r++) {
      for (int k = 0; k < around; k++) {
        double a = 2 * Math.PI * k / (around - 1.0);
        grid[r][k] =
            centre.plus(new Vec3(radius[r] * Math.cos(a), radius[r] * Math.sin(a), height[r]));
      }
    }
    outfit.weave(grid, uv -> OutfitAtlas.BUTTON.at(uv[0], uv[1]), (p, u, v) -> TORSO.weights(p));
  }
}
