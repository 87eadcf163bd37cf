package dev.afterglow.render.preflight;

import dev.afterglow.render.scene.Box;
import java.util.List;
import java.util.Optional;

/**
 * Where parts of a face stand in a picture; they may reach beyond its edges.
 *
 * @param head from the top of the hair to the chin
 * @param lips empty where the figure has no such shapes
 * @param brows one each, or none
 */
public record FaceBoxes(Box head, Optional<Box> lips, List<Box> brows) {
  public FaceBoxes {
    brows = List.copyOf(brows);
  }
}
