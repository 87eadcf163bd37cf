package dev.afterglow.house.atlas;

import dev.afterglow.house.atlas.FaceAtlas.Cell;

/** How the outfit's picture is shared out. */
public final class OutfitAtlas {
  public static final Cell JACKET = new Cell(0.005, 0.005, 0.59, 0.49);
  public static final Cell SLEEVE = new Cell(0.605, 0.005, 0.39, 0.49);
  public static final Cell COLLAR = new Cell(0.005, 0.505, 0.39, 0.24);
  public static final Cell BLOUSE = new Cell(0.405, 0.505, 0.39, 0.24);
  public static final Cell SKIRT = new Cell(0.005, 0.755, 0.59, 0.24);
  public static final Cell LINING = new Cell(0.605, 0.755, 0.39, 0.24);
  public static final Cell METAL = new Cell(0.82, 0.52, 0.06, 0.06);
  public static final Cell BUTTON = new Cell(0.90, 0.52, 0.06, 0.06);

  private OutfitAtlas() {}
}
