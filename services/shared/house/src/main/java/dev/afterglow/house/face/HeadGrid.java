package dev.afterglow.house.face;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows and columns that the head's skin is woven from. A vertex is where the ray of its row and
 * column leaves the head. Rows run from the chest to the crown, columns once round from the back;
 * both are dense where the face moves. The eyes and the mouth are slits along a row, so their edges
 * are rows too and open and shut cleanly.
 */
final class HeadGrid {
  /** A row: height and depth of the ray's origin (cm) and its climb (degrees). */
  record Row(double originY, double originZ, double climb) {}

  private static final double[][] ANCHORS = {
    // origin y, origin z, climb, steps to the next anchor
    {-19.5, -2.5, -18, 2},
    {-17.5, -2.3, -12, 3},
    {-13.0, -1.7, -3, 3},
    {-10.0, -1.2, -14, 3},
    {-8.0, -0.5, -30, 2},
    {-6.3, 0.3, -46, 2},
    {-5.2, 0.8, -54, 2},
    {-4.5, 1.0, -50, 2},
    {-4.1, 1.0, -43, 3},
    {-3.8, 1.0, -35, 3},
    {-3.6, 1.0, -28, 2},
    {-3.6, 1.0, -23.0, 6},
    {-3.6, 1.0, -16.6, 5}, // the mouth
    {-3.6, 1.0, -11.4, 4},
    {-3.2, 1.0, -6, 4},
    {-3.0, 1.0, 0, 0},
  };
  private static final double[] EYE_ROWS = {
    -2.6, -2.05, -1.55, -1.12, -0.78, -0.48, -0.22, 0, 0.22, 0.46, 0.74, 1.06, 1.44, 1.9, 2.45, 3.1,
    3.9, 4.8
  };
  private static final double[][] CROWN = {
    {5.4, 0.6, 9},
    {5.2, 0.2, 20},
    {4.7, -0.2, 33},
    {4.0, -0.5, 46},
    {3.3, -0.8, 60},
    {2.8, -0.9, 73},
    {2.5, -0.9, 85}
  };
  private static final int FRONT_HALF = 38;
  private static final double FRONT_DEGREES = 42;
  private static final int BACK_HALF = 17;

  static final double MOUTH_HALF_DEGREES = 15.6;
  static final double EYE_INNER_DEGREES = 10.2;
  static final double EYE_OUTER_DEGREES = 39.6;

  final List<Row> rows = new ArrayList<>();
  final double[] columns;
  final int mouthRow;
  final int eyeRow;

  HeadGrid() {
    int mouth = 0;
    for (int i = 0; i < ANCHORS.length; i++) {
      double[] a = ANCHORS[i];
      if (a[2] == -16.6) {
        mouth = rows.size();
      }
      rows.add(new Row(a[0], a[1], a[2]));
      for (int k = 1; k < a[3]; k++) {
        double[] b = ANCHORS[i + 1];
        double t = k / a[3];
        rows.add(
            new Row(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t));
      }
    }
    mouthRow = mouth;
    int eye = 0;
    for (double y : EYE_ROWS) {
      if (y == 0) {
        eye = rows.size();
      }
      rows.add(new Row(Eye.Y_CM + y, 1.0, 0));
    }
    eyeRow = eye;
    for (double[] c : CROWN) {
      rows.add(new Row(c[0], c[1], c[2]));
    }
    columns = columnDegrees();
  }

  /** Even steps across the face, growing ones behind it; the first and last column coincide. */
  private static double[] columnDegrees() {
    double step = FRONT_DEGREES / FRONT_HALF;
    double[] half = new double[FRONT_HALF + BACK_HALF + 1];
    for (int i = 0; i <= FRONT_HALF; i++) {
      half[i] = i * step;
    }
    double rest = 180 - FRONT_DEGREES;
    for (int i = 1; i <= BACK_HALF; i++) {
      double t = i / (double) BACK_HALF;
      double lead = step * BACK_HALF / rest;
      half[FRONT_HALF + i] = FRONT_DEGREES + rest * (lead * t + (1 - lead) * Math.pow(t, 1.6));
    }
    double[] all = new double[2 * half.length - 1];
    for (int i = 0; i < half.length; i++) {
      all[half.length - 1 + i] = half[i];
      all[half.length - 1 - i] = -half[i];
    }
    return all;
  }

  /** Across the eye of {@code side}: -1 at the inner corner, +1 at the outer. */
  static double eyeS(double degrees, int side) {
    double middle = (EYE_INNER_DEGREES + EYE_OUTER_DEGREES) / 2;
    double half = (EYE_OUTER_DEGREES - EYE_INNER_DEGREES) / 2;
    return (degrees * side - middle) / half;
  }

  static double mouthS(double degrees) {
    return degrees / MOUTH_HALF_DEGREES;
  }
}
