package dev.afterglow.render.figure;

/** Smooth normals, for files that leave them out at rest or in their morph targets. */
final class Normals {
  private Normals() {}

  /**
   * Area-weighted vertex normals.
   *
   * @param positions 3 values a vertex
   * @return 3 values a vertex, of length 1; (0, 0, 1) where no triangle meets the vertex
   */
  static float[] of(float[] positions, int[] indices) {
    float[] sums = new float[positions.length];
    for (int i = 0; i + 2 < indices.length; i += 3) {
      addTriangle(positions, indices[i] * 3, indices[i + 1] * 3, indices[i + 2] * 3, sums);
    }
    for (int v = 0; v < sums.length; v += 3) {
      normalise(sums, v);
    }
    return sums;
  }

  /**
   * What a morph target does to the normals, where the file gives positions only.
   *
   * @param positions positions at rest
   * @param smooth {@link #of} the positions at rest
   * @param moves position offsets, 3 values a vertex
   * @return normal offsets, 3 values a vertex
   */
  static float[] change(float[] positions, float[] smooth, float[] moves, int[] indices) {
    float[] moved = new float[positions.length];
    for (int k = 0; k < moved.length; k++) {
      moved[k] = positions[k] + moves[k];
    }
    float[] after = of(moved, indices);
    for (int k = 0; k < after.length; k++) {
      float delta = after[k] - smooth[k];
      after[k] = Math.abs(delta) < 1e-4f ? 0 : delta;
    }
    return after;
  }

  private static void addTriangle(float[] p, int a, int b, int c, float[] sums) {
    float ux = p[b] - p[a];
    float uy = p[b + 1] - p[a + 1];
    float uz = p[b + 2] - p[a + 2];
    float vx = p[c] - p[a];
    float vy = p[c + 1] - p[a + 1];
    float vz = p[c + 2] - p[a + 2];
    float nx = uy * vz - uz * vy;
    float ny = uz * vx - ux * vz;
    float nz = ux * vy - uy * vx;
    add(sums, a, nx, ny, nz);
    add(sums, b, nx, ny, nz);
    add(sums, c, nx, ny, nz);
  }

  private static void add(float[] sums, int at, float x, float y, float z) {
    sums[at] += x;
    sums[at + 1] += y;
    sums[at + 2] += z;
  }

  private static void normalise(float[] n, int at) {
    double length =
        Math.sqrt((double) n[at] * n[at] + n[at + 1] * n[at + 1] + n[at + 2] * n[at + 2]);
    if (length < 1e-20) {
      n[at] = 0;
      n[at + 1] = 0;
      n[at + 2] = 1;
      return;
    }
    n[at] = (float) (n[at] / length);
    n[at + 1] = (float) (n[at + 1] / length);
    n[at + 2] = (float) (n[at + 2] / length);
  }
}
