package dev.afterglow.render.figure;

import java.util.List;

/**
 * Triangles of one material.
 *
 * @param base 6 values a vertex: position and normal at rest
 * @param uv 2 values a vertex
 * @param moreUv 4 values a vertex, two further texture coordinates; empty where the material's
 *     pictures all read the same
 * @param colors 4 values a vertex: linear red, green, blue and alpha that multiply the material's
 *     colour; empty where there are none
 * @param joints 4 values a vertex, or 8: positions in the skin's joint list; empty for a rigid mesh
 * @param weights as many, that sum to 1; empty for a rigid mesh
 * @param indices 3 values a triangle
 * @param material index of the material
 * @param morphs by position in the file
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record MeshPart(
    float[] base,
    float[] uv,
    float[] moreUv,
    float[] colors,
    short[] joints,
    float[] weights,
    int[] indices,
    int material,
    List<MorphTarget> morphs) {
  /** Values of one vertex in {@link #base}. */
  public static final int STRIDE = 6;

  public MeshPart {
    morphs = List.copyOf(morphs);
  }

  /** Without colours at its vertices. */
  public MeshPart(
      float[] base,
      float[] uv,
      short[] joints,
      float[] weights,
      int[] indices,
      int material,
      List<MorphTarget> morphs) {
    this(base, uv, new float[0], new float[0], joints, weights, indices, material, morphs);
  }

  /** How many joints may move a vertex: 4 or 8, and 0 for a rigid mesh. */
  public int influences() {
    return vertexCount() == 0 ? 0 : weights.length / vertexCount();
  }

  /** Whether its vertices have colours. */
  public boolean colored() {
    return colors.length > 0;
  }

  /** The same in another material. */
  public MeshPart of(int otherMaterial) {
    return new MeshPart(base, uv, moreUv, colors, joints, weights, indices, otherMaterial, morphs);
  }

  /** How many vertices the part has. */
  public int vertexCount() {
    return base.length / STRIDE;
  }
}
