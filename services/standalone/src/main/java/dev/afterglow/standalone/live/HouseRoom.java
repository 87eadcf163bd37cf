package dev.afterglow.standalone.live;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.house.Person;
import dev.afterglow.standalone.process.Disk;
import dev.afterglow.standalone.room.AvatarFile;
import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.jsonlines.JsonLinesTape;
import dev.afterglow.tape.sound.VoiceTape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The house presenters, the house tape and the house voice, which all ship inside the program. */
public final class HouseRoom {
  private HouseRoom() {}

  /** A presenter as an avatar file. */
  public static AvatarFile avatar(Person presenter) {
    return AvatarFile.of(
        "house-presenter-" + presenter.word() + ".vrm", HouseAssets.presenter(presenter));
  }

  /** The synthetic motion. */
  public static MotionTape motion() {
    try (FrameCursor cursor = JsonLinesTape.cursor(HouseAssets.tape())) {
      List<MotionFrame> frames = new ArrayList<>();
      for (MotionFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
        frames.add(frame);
      }
      return MotionTape.of(frames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The voice.
   *
   * @param folder where the sound is laid down for the player to read
   */
  public static VoiceTape voice(Path folder) {
    Path file = folder.resolve("house-voice.wav");
    try {
      Files.createDirectories(folder);
      Files.write(file, HouseAssets.voiceWav());
      return VoiceTape.read(file);
    } catch (IOException e) {
      throw Disk.failure(folder, e);
    }
  }
}
