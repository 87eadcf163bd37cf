package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.smoothStep;
import static dev.afterglow.house.mesh.Curves.through;

import dev.afterglow.house.atlas.ClothAtlas;
import dev.afterglow.house.atlas.FaceAtlas.Cell;
import dev.afterglow.house.atlas.OutfitAtlas;
import dev.afterglow.house.mesh.Piece;

/** Sets of clothes, sewn round a body in the stance. */
public enum Garment {
  /** Jacket with a shawl collar, blouse and skirt. */
  JACKET(1.0, OutfitAtlas.SLEEVE) {
    @Override
    Piece trunk(Build build) {
      return Jacket.build();
    }
  },

  /** A close-fitting dress with a standing collar, a slanting front and knotted buttons. */
  QIPAO(0.88, ClothAtlas.SLEEVE) {
    @Override
    Piece trunk(Build build) {
      Cloth cloth = new Cloth(build);
      cloth.shell(0.50, ClothAtlas.TOP_Y, 46, 57, (y, b) -> 0.004 + draw(y, b), ClothAtlas.BODY);
      cloth.standing(1.330, 1.3555, 1.3700, 0.0015, ClothAtlas.COLLAR);
      for (double[] knot : KNOTS) {
        cloth.button(knot[1], knot[0], 0.0065, 0.0052, ClothAtlas.BUTTON);
      }
      return cloth.piece();
    }
  },

  /** A shirt with a turned-down collar, an apron over it, and trousers. */
  APRON(1.02, ClothAtlas.SLEEVE) {
    @Override
    Piece trunk(Build build) {
      Cloth cloth = new Cloth(build);
      cloth.shell(0.50, 0.90, 9, 33, (y, b) -> -0.004, ClothAtlas.LEGS);
      cloth.shell(
          0.80, ClothAtlas.TOP_Y, 34, 53, (y, b) -> under(y, 0.007) + folds(y, b), ClothAtlas.BODY);
      cloth.leaves(1.326, 1.347, 1.364, 0.026, 0.034, ClothAtlas.COLLAR);
      for (double y : new double[] {1.318, 1.252}) {
        cloth.button(y, 0, 0.0095, 0.0050, ClothAtlas.BUTTON);
      }
      cloth.panel(
          0.60,
          1.215,
          26,
          35,
          y -> through(BIB_Y, BIB_HALF, y),
          (y, b) -> 0.017 + 0.6 * folds(y, b) + 0.006 * smoothStep(0.98, 0.7, y),
          ClothAtlas.OVER);
      strap(cloth, 1);
      strap(cloth, -1);
      return cloth.piece();
    }
  },

  /** A knitted shirt with a soft collar and a short row of buttons, and trousers. */
  POLO(1.04, ClothAtlas.SLEEVE) {
    @Override
    Piece trunk(Build build) {
      Cloth cloth = new Cloth(build);
      cloth.shell(0.50, 0.90, 9, 33, (y, b) -> -0.004, ClothAtlas.LEGS);
      cloth.shell(
          0.82,
          ClothAtlas.TOP_Y,
          34,
          53,
          (y, b) -> under(y, 0.009) + 1.2 * folds(y, b) - 0.008 * smoothStep(0.87, 0.83, y),
          ClothAtlas.BODY);
      cloth.leaves(1.326, 1.344, 1.360, 0.024, 0.026, ClothAtlas.COLLAR);
      for (double y : new double[] {1.304, 1.268}) {
        cloth.button(y, 0, 0.0115, 0.0046, ClothAtlas.BUTTON);
      }
      return cloth.piece();
    }
  };

  /** Bearing and height of the dress's knots. */
  private static final double[][] KNOTS = {
    {-0.10, 1.318}, {-0.52, 1.2945}, {-1.02, 1.249}, {-1.36, 1.200}
  };

  private static final double[] BIB_Y = {0.60, 1.00, 1.045, 1.085, 1.13, 1.215};
  private static final double[] BIB_HALF = {2.0, 1.95, 1.80, 1.05, 0.80, 0.70};

  private final double girth;
  private final Cell sleeve;

  Garment(double girth, Cell sleeve) {
    this.girth = girth;
    this.sleeve = sleeve;
  }

  /** Everything but the sleeves, in the stance. */
  abstract Piece trunk(Build build);

  /** Girth of its sleeves against a jacket's. */
  double girth() {
    return girth;
  }

  /** Where its sleeves lie in its picture. */
  Cell sleeve() {
    return sleeve;
  }

  /** Cloth that lies {@code off} outside and slips in under a collar. */
  private static double under(double y, double off) {
    return off - (off + 0.002) * smoothStep(1.306, 1.330, y);
  }

  /** Silk that is drawn to the waist. */
  private static double draw(double y, double bearing) {
    double waist = bell(y, 1.05, 0.05);
    return 0.0010 * waist * Math.sin(95 * y + 2.5 * Math.cos(bearing));
  }

  /** Cotton that gathers over the waist. */
  private static double folds(double y, double bearing) {
    double low = bell(y, 0.98, 0.09);
    double side = bell(y, 1.16, 0.06) * Math.pow(Math.abs(Math.sin(bearing)), 6);
    return 0.0028 * low * Math.sin(60 * y + 3 * Math.cos(2 * bearing) + 2 * bearing)
        + 0.0022 * side * Math.sin(85 * y);
  }

  /** From the bib's corner up to the neck and round it, under the collar. */
  private static void strap(Cloth cloth, int side) {
    int steps = 22;
    double[] at = {0, 0.25, 0.5, 0.7, 1};
    double[] bearing = {0.62, 0.80, 1.10, 1.75, Math.PI};
    double[] height = {1.202, 1.258, 1.306, 1.328, 1.334};
    double[][] line = new double[steps][];
    for (int i = 0; i < steps; i++) {
      double t = i / (steps - 1.0);
      double off = 0.0195 - 0.0095 * smoothStep(0.1, 0.5, t);
      line[i] = new double[] {side * through(at, bearing, t), through(at, height, t), off};
    }
    cloth.band(line, 0.0105, ClothAtlas.STRAP);
  }
}
