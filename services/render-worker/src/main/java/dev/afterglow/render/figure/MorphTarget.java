package dev.afterglow.render.figure;

/**
 * Offsets of one blend shape, kept as runs of neighbouring vertices so that adding them is a plain
 * loop over floats.
 *
 * @param runs pairs (first float, length in floats) into {@link MeshPart#base}
 * @param deltas offsets of position and normal, one run after the other
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record MorphTarget(int[] runs, float[] deltas) {
  /** A target that moves nothing. */
  public static final MorphTarget STILL = new MorphTarget(new int[0], new float[0]);

  /**
   * Vertices between two moved ones that are cheaper to add as zeroes than to start a new run for.
   */
  private static final int BRIDGE = 4;

  private static final float SMALLEST = 1e-7f;

  /**
   * Packs dense offsets.
   *
   * @param dense {@link MeshPart#STRIDE} values a vertex
   */
  public static MorphTarget pack(float[] dense) {
    int vertices = dense.length / MeshPart.STRIDE;
    int[] runs = new int[vertices + 2];
    int used = 0;
    int kept = 0;
    int first = -1;
    int last = -1;
    for (int v = 0; v <= vertices; v++) {
      boolean moved = v < vertices && moves(dense, v);
      boolean closes = first >= 0 && (v == vertices || (moved && v - last > BRIDGE));
      if (closes) {
        runs[used++] = first * MeshPart.STRIDE;
        runs[used++] = (last - first + 1) * MeshPart.STRIDE;
        kept += last - first + 1;
        first = -1;
      }
      if (moved) {
        first = first < 0 ? v : first;
        last = v;
      }
    }
    if (used == 0) {
      return STILL;
    }
    float[] deltas = new float[kept * MeshPart.STRIDE];
    int at = 0;
    for (int i = 0; i < used; i += 2) {
      System.arraycopy(dense, runs[i], deltas, at, runs[i + 1]);
      at += runs[i + 1];
    }
    return new MorphTarget(java.util.Arrays.copyOf(runs, used), deltas);
  }

  /** Adds {@code weight} times the offsets to {@code out}. */
  public void addTo(float[] out, float weight) {
    int at = 0;
    for (int i = 0; i < runs.length; i += 2) {
      add(out, runs[i], deltas, at, runs[i + 1], weight);
      at += runs[i + 1];
    }
  }

  private static void add(float[] out, int to, float[] deltas, int from, int length, float weight) {
    for (int k = 0; k < length; k++) {
      out[to + k] += weight * deltas[from + k];
    }
  }

  private static boolean moves(float[] dense, int vertex) {
    for (int k = vertex * MeshPart.STRIDE; k < (vertex + 1) * MeshPart.STRIDE; k++) {
      if (Math.abs(dense[k]) > SMALLEST) {
        return true;
      }
    }
    return false;
  }
}
