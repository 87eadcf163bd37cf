package dev.afterglow.render.figure;

import java.util.List;

/**
 * A VRM expression: one name that moves several morph targets.
 *
 * @param name as the file writes it, a VRM preset ({@code aa}, {@code blinkLeft}) or a custom name
 * @param binary whether any weight above one half counts as 1 and the rest as 0
 * @param binds what it moves
 */
public record Expression(String name, boolean binary, List<Bind> binds) {
  public Expression {
    binds = List.copyOf(binds);
  }

  /**
   * @param mesh position in {@link Figure#meshes}
   * @param morph position of the morph target
   * @param weight 0 to 1 at full expression
   */
  public record Bind(int mesh, int morph, float weight) {}
}
