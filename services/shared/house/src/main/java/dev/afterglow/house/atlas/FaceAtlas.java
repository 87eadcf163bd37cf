package dev.afterglow.house.atlas;

/** How the face's one picture is shared out; fractions of its width and height from top left. */
public final class FaceAtlas {
  /** A part of the picture. */
  public record Cell(double left, double top, double width, double height) {
    /** Texture coordinates of a place in the cell, {@code u} rightward and {@code v} downward. */
    public double[] at(double u, double v) {
      return new double[] {left + width * u, top + height * v};
    }

    public double[] centre() {
      return at(0.5, 0.5);
    }
  }

  public static final Cell HEAD = new Cell(0.004, 0.004, 0.992, 0.872);
  public static final Cell LID_RIM = new Cell(0.01, 0.89, 0.05, 0.05);
  public static final Cell LIP_LINING = new Cell(0.07, 0.89, 0.05, 0.05);
  public static final Cell CAVITY = new Cell(0.13, 0.89, 0.05, 0.05);
  public static final Cell TEETH = new Cell(0.19, 0.89, 0.14, 0.05);
  public static final Cell GUM = new Cell(0.34, 0.89, 0.05, 0.05);
  public static final Cell TONGUE = new Cell(0.40, 0.89, 0.10, 0.10);
  public static final Cell LASH = new Cell(0.51, 0.89, 0.05, 0.05);
  public static final Cell EAR = new Cell(0.57, 0.885, 0.11, 0.11);
  public static final Cell HAND = new Cell(0.70, 0.885, 0.28, 0.11);

  private FaceAtlas() {}
}
