package dev.afterglow.render.presence;

import dev.afterglow.render.quality.Ladder;
import dev.afterglow.render.rig.Hand;
import java.util.List;
import java.util.Set;

/**
 * Whom the stage shows: whatever a drive can move and that can be drawn. A rigged avatar is one; a
 * face that a neural model draws would be another. Stage, label, lease and outputs know this and
 * {@link Appearance} alone, never what a figure is made of.
 *
 * <p>Immutable, and safe for all threads: one figure may appear in several contexts at a time. All
 * that is costly and needs no device is done before there is one.
 */
public interface Figure {
  /** The names of its looks, the one worn at first before the others; empty where it has none. */
  List<String> looks();

  /** The hands in which it can hold something; may be empty. */
  Set<Hand> hands();

  /**
   * How finely it can be drawn.
   *
   * @param software whether the processor draws
   */
  Ladder ladder(boolean software);

  /**
   * How much of the device's memory it takes: bytes of vertices, pictures and whatever else it
   * uploads, without what a driver adds.
   */
  long deviceBytes();

  /**
   * Looks for its face, so that {@link Appearance#face} can say where it is. May take a second; not
   * for a thread that draws. Doing so again costs nothing.
   */
  void findFace();

  /**
   * Uploads everything, of every look. Needs a current context, as every method of what it gives
   * does.
   *
   * @param software whether the processor draws
   * @throws RuntimeException where this device cannot draw it; nothing is left on the device then
   *     that its context's end does not free
   */
  Appearance appear(boolean software);
}
