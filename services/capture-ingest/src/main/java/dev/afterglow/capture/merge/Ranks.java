package dev.afterglow.capture.merge;

/**
 * Which of a drive's sources is asked first, for each part of the drive: 1 before 2, up to 9.
 * Sources of one rank are asked in the order of their ids.
 *
 * @param face the shapes
 * @param head the head's pose
 * @param body the bones
 * @param voice the sound
 * @throws IllegalArgumentException when one is not from 1 to 9
 */
public record Ranks(int face, int head, int body, int voice) {
  /** In the middle for everything. */
  public static final Ranks EQUAL = new Ranks(5, 5, 5, 5);

  public Ranks {
    check(face);
    check(head);
    check(body);
    check(voice);
  }

  private static void check(int rank) {
    if (rank < 1 || rank > 9) {
      throw new IllegalArgumentException("a rank is from 1 to 9, was " + rank);
    }
  }
}
