package dev.afterglow.render.figure;

/**
 * Which texture coordinates of a part each picture of its material reads: 0 are {@link
 * MeshPart#uv}, 1 and 2 the two pairs of {@link MeshPart#moreUv}. The picture of the colour always
 * reads 0.
 */
public record UvSlots(
    int normal,
    int emissive,
    int occlusion,
    int surface,
    int shade,
    int rim,
    int shift,
    int outline) {
  /** Without a toon look's masks. */
  public UvSlots(int normal, int emissive, int occlusion, int surface, int shade, int rim) {
    this(normal, emissive, occlusion, surface, shade, rim, 0, 0);
  }

  /** All read the same. */
  public static final UvSlots SHARED = new UvSlots(0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether one of them reads others than the colour's. */
  public boolean apart() {
    return !equals(SHARED);
  }
}
