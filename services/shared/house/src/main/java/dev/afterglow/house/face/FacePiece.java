package dev.afterglow.house.face;

import dev.afterglow.house.mesh.Vec3;

/** A piece of the head whose vertices can be asked for in any expression. */
interface FacePiece {
  /** Places in the head's frame, centimetres; always as many and in the same order. */
  Vec3[] points(FacePose pose);

  int[][] triangles();

  /** Texture coordinates, origin at the picture's top left. */
  double[][] uvs();
}
