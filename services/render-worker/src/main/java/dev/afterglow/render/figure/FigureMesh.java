package dev.afterglow.render.figure;

import java.util.List;

/**
 * A mesh as one node shows it.
 *
 * @param node index of the node
 * @param skin index of the skin, or -1 for a rigid mesh
 * @param morphNames name of each morph target by its position in the file
 * @param restWeights weight of each morph target at rest
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record FigureMesh(
    int node, int skin, List<String> morphNames, float[] restWeights, List<MeshPart> parts) {
  public FigureMesh {
    morphNames = List.copyOf(morphNames);
    parts = List.copyOf(parts);
  }
}
