package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.ArkitShape;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Something for the driver to do now, that nobody could have recorded beforehand. */
public sealed interface Challenge {
  /** The earliest answer after showing, microseconds: nobody reads and moves faster. */
  long EARLIEST_US = 250_000;

  /** The latest answer after showing, microseconds. */
  long LATEST_US = 4_000_000;

  /**
   * Make these shapes, all at once.
   *
   * @param shapes three to eight
   */
  record Gesture(Set<ArkitShape> shapes) implements Challenge {
    public Gesture {
      if (shapes.size() < 3 || shapes.size() > 8) {
        throw new IllegalArgumentException("a gesture is 3 to 8 shapes, got " + shapes.size());
      }
      shapes = Set.copyOf(shapes);
    }

    @Override
    public List<String> parts() {
      return EnumSet.copyOf(shapes).stream().map(ArkitShape::arkitName).toList();
    }
  }

  /** Turn the head that way. */
  record HeadPose(HeadTurn turn) implements Challenge {
    @Override
    public List<String> parts() {
      return List.of(turn.wireName());
    }
  }

  /**
   * Say these digits. Printed nowhere.
   *
   * @param digits four of 0 to 9
   */
  record SpokenCode(String digits) implements Challenge {
    public SpokenCode {
      if (!digits.matches("[0-9]{4}")) {
        throw new IllegalArgumentException("a spoken code is four digits");
      }
    }

    @Override
    public List<String> parts() {
      return digits.chars().mapToObj(Character::toString).toList();
    }

    @Override
    public String toString() {
      return "SpokenCode[4 digits]";
    }
  }

  /** What is to be done, one word a part, as the contract sends it; at most eight. */
  List<String> parts();
}
