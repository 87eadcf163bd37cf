package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.ArkitShape;
import java.util.Set;

/**
 * What an answer can be seen or heard by.
 *
 * @param shapes the shapes that the source tracks
 * @param head whether it tracks the head
 * @param voice whether the drive has a voice whose digits are known
 */
public record AnswerMeans(Set<ArkitShape> shapes, boolean head, boolean voice) {
  /** Nothing comes. */
  public static final AnswerMeans NONE = new AnswerMeans(Set.of(), false, false);

  public AnswerMeans {
    shapes = Set.copyOf(shapes);
  }
}
