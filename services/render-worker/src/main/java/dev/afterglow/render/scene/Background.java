package dev.afterglow.render.scene;

/** What stands behind the figure. */
public sealed interface Background {
  /** Where a render begins. */
  Background STUDIO = new Wall(Walls.STUDIO);

  /** The stage's own walls. */
  enum Walls {
    STUDIO,
    DAYLIGHT,
    NIGHT,
    FESTIVE
  }

  /** One of the stage's own walls. */
  record Wall(Walls wall) implements Background {}

  /**
   * One colour.
   *
   * @param rgb 0xRRGGBB
   */
  record Colour(int rgb) implements Background {
    public Colour {
      if (rgb < 0 || rgb > 0xFFFFFF) {
        throw new IllegalArgumentException("a colour has 24 bits");
      }
    }
  }

  /** A picture that covers the frame. */
  record Cover(StagePicture picture) implements Background {}

  /**
   * A set in front of the studio's wall: its origin lies on the floor where the figure stands, its
   * +Z looks to the camera.
   */
  record Set(StageModel model) implements Background {}

  /** A film that covers the frame and runs by media time. */
  record Loop(StageLoop loop) implements Background {}
}
