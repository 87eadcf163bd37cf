package dev.afterglow.render.figure;

import java.util.List;

/**
 * Triangles of one material.
 *
 * @param base 6 values a vertex: position and normal at rest
 * @param uv 2 values a vertex
 * @param joints 4 values a vertex: positions in the skin's joint list; empty for a rigid mesh
 * @param weights 4 values a vertex that sum to 1; empty for a rigid mesh
 * @param indices 3 values a triangle
 * @param material index of the material
 * @param morphs by position in the file
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record MeshPart(
    float[] base,
    float[] uv,
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

  /** How many vertices the part has. */
  public int vertexCount() {
    return base.length / STRIDE;
  }
}
