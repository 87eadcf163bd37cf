package dev.afterglow.house.atlas;

import dev.afterglow.house.atlas.FaceAtlas.Cell;

/** How the picture of clothes that close round the trunk is shared out. */
public final class ClothAtlas {
  /** Once round the trunk, its front in the middle. */
  public static final Cell BODY = new Cell(0.005, 0.005, 0.99, 0.49);

  public static final Cell SLEEVE = new Cell(0.005, 0.505, 0.39, 0.49);

  /** What is worn over the body, or below it. */
  public static final Cell OVER = new Cell(0.405, 0.505, 0.39, 0.32);

  public static final Cell COLLAR = new Cell(0.405, 0.835, 0.39, 0.16);
  public static final Cell LEGS = new Cell(0.805, 0.505, 0.19, 0.32);
  public static final Cell BUTTON = new Cell(0.81, 0.84, 0.06, 0.06);
  public static final Cell STRAP = new Cell(0.88, 0.84, 0.11, 0.15);

  /** Height of the body's upper edge, metres. */
  public static final double TOP_Y = 1.342;

  private ClothAtlas() {}
}
