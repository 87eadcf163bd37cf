package dev.afterglow.render.figure;

import java.util.List;

/**
 * A VRM expression: one name that moves morph targets, colours and textures.
 *
 * @param name as the file writes it, a VRM preset ({@code aa}, {@code blinkLeft}) or a custom name
 * @param binary whether any weight above one half counts as 1 and the rest as 0
 * @param blink what it does to blinks while it shows
 * @param lookAt what it does to gazes while it shows
 * @param mouth what it does to mouth shapes while it shows
 * @param binds morph targets that it moves
 * @param colors colours that it changes
 * @param uvs textures that it moves
 */
public record Expression(
    String name,
    boolean binary,
    Overriding blink,
    Overriding lookAt,
    Overriding mouth,
    List<Bind> binds,
    List<ColorBind> colors,
    List<UvBind> uvs) {
  public Expression {
    binds = List.copyOf(binds);
    colors = List.copyOf(colors);
    uvs = List.copyOf(uvs);
  }

  /** An expression of morph targets only, which leaves all others alone. */
  public static Expression of(String name, boolean binary, List<Bind> binds) {
    return new Expression(
        name,
        binary,
        Overriding.NONE,
        Overriding.NONE,
        Overriding.NONE,
        binds,
        List.of(),
        List.of());
  }

  /** Whether it changes anything. */
  public boolean shows() {
    return !binds.isEmpty() || !colors.isEmpty() || !uvs.isEmpty();
  }

  /** What an expression does to others of a kind. */
  public enum Overriding {
    /** Nothing. */
    NONE,
    /** Any weight of it switches them off. */
    BLOCK,
    /** Its weight is taken from them. */
    BLEND
  }

  /**
   * @param mesh position in {@link Model#meshes}
   * @param morph position of the morph target
   * @param weight 0 to 1 at full expression
   */
  public record Bind(int mesh, int morph, float weight) {}

  /**
   * @param material position in {@link Model#materials}
   * @param what which of its colours
   * @param target linear red, green, blue and alpha at full expression
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with the rig, never written
  public record ColorBind(int material, ColorKind what, float[] target) {}

  /** Colours of a material that an expression can change. */
  public enum ColorKind {
    BASE,
    EMISSION,
    SHADE,
    MATCAP,
    RIM,
    OUTLINE
  }

  /**
   * @param material position in {@link Model#materials}
   * @param move 4 values: scale and offset of the texture coordinates at full expression
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with the rig, never written
  public record UvBind(int material, float[] move) {}
}
