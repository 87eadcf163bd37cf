package dev.afterglow.standalone.live;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.room.AvatarFile;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.sound.VoiceTape;

/** The house presenter and the house tape. */
final class HouseRoom {
  private HouseRoom() {}

  static AvatarFile avatar() {
    throw notBuilt();
  }

  static MotionTape motion() {
    throw notBuilt();
  }

  static VoiceTape voice() {
    throw notBuilt();
  }

  private static RunFailure notBuilt() {
    return new RunFailure(
        ExitCode.INPUT_BROKEN, "The house presenter is not built; give --avatar and --tape.");
  }
}
