package dev.afterglow.render.presence;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.preflight.FaceBoxes;
import dev.afterglow.render.quality.Rung;
import dev.afterglow.render.rig.Hand;
import org.jspecify.annotations.Nullable;

/**
 * A figure on one device: moved by the drive, then drawn. One thread calls it, the one whose
 * context was current when it was made. Posing and drawing leave no garbage.
 *
 * <p>Of space: +Y is upwards, the figure looks along +Z as long as nobody turns it, and a unit is a
 * metre where it has a body.
 */
public interface Appearance extends AutoCloseable {
  /** Which part of it is drawn: what is held stands between both. */
  enum Pass {
    /** All that hides what is behind it. */
    SOLID,
    /** What lets through what is behind it; drawn last. */
    SEE_THROUGH
  }

  /** How much room it takes while it waits; what it is framed by. The same at all times. */
  Extents extents();

  /**
   * Moves it to one instant of the drive. What swings or flickers by itself goes by the frame's
   * media time. A channel that the frame lacks is one that nobody tracks.
   */
  void pose(MotionFrame motion);

  /**
   * Wears a look from the next picture on; costs nothing at that time.
   *
   * @param look one of the figure's; empty is the one that is worn at first
   * @throws IllegalArgumentException for any other
   */
  void wear(String look);

  /** Is posed and drawn that finely from now on; size and samples are the stage's business. */
  void level(Rung rung);

  /**
   * Holds something in a hand from now on, or nothing. An arm that the drive does not move then
   * presents it.
   *
   * @param hand one of the figure's
   */
  void hold(@Nullable Hand hand);

  /** The arm that {@link #pose} moved by itself last, because it holds and nobody drives it. */
  @Nullable Hand undriven();

  /**
   * Where a hand holds things, as posed last.
   *
   * @param hand one of the figure's
   * @param out gets 16 values: the grip's own space to the world, in metres; +Y upwards along what
   *     is held and +Z to its front
   */
  void grip(Hand hand, float[] out);

  /**
   * Draws it as last posed, into whatever is bound: a picture with a depth buffer whose test is on.
   * It keeps to the depth that it finds, so that it may hide and be hidden, and to the scissors.
   * Blending, culling, depth mask, program and textures are as it left them afterwards.
   */
  void draw(View view, Pass pass);

  /**
   * Where its face is in the picture as last posed; null before {@link Figure#findFace} or where it
   * has none.
   *
   * @param viewProjection world to clip space
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  @Nullable FaceBoxes face(float[] viewProjection, int width, int height);

  /** How many triangles a picture shows now, outlines left out. */
  int triangles();

  /** Frees what it has on the device. */
  @Override
  void close();
}
