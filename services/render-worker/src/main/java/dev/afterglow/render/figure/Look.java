package dev.afterglow.render.figure;

import java.util.Set;

/**
 * What of a figure is drawn while it is worn.
 *
 * @param name small letters, digits and dashes, 1 to 64 characters; none other of the figure's
 * @param meshes places in {@link Model#meshes}
 */
public record Look(String name, Set<Integer> meshes) {
  public Look {
    meshes = Set.copyOf(meshes);
  }
}
