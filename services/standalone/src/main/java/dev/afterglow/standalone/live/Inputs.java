package dev.afterglow.standalone.live;

import dev.afterglow.standalone.facts.FactFile;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.room.AvatarFile;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.player.PlayerOptions;
import dev.afterglow.tape.sound.VoiceTape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a run, read and checked before anything is started.
 *
 * @param avatar what is shown
 * @param motion what moves it
 * @param voice what is heard; empty = silence
 * @param facts what happens in the room; empty = synthetic facts
 * @param description where motion and voice come from, for the person
 */
public record Inputs(
    AvatarFile avatar,
    MotionTape motion,
    Optional<VoiceTape> voice,
    Optional<FactFile> facts,
    String description) {

  /** Reads what the options name and takes the house's own for the rest. */
  public static Inputs read(LiveOptions options) {
    AvatarFile avatar =
        options
            .avatar()
            .map(AvatarFile::read)
            .orElseGet(() -> HouseRoom.avatar(options.presenter()));
    Optional<FactFile> facts = options.facts().map(PlayedFile::path).map(FactFile::read);
    MotionTape motion = options.tape().map(Inputs::motion).orElseGet(HouseRoom::motion);
    Optional<VoiceTape> voice =
        options.voice().isPresent()
            ? options.voice().map(Inputs::voice)
            : options.tape().isEmpty()
                ? Optional.of(HouseRoom.voice(options.dataFolder().resolve("house")))
                : Optional.empty();
    String description =
        options.tape().map(path -> "tape " + path.getFileName()).orElse("the house tape, synthetic")
            + options.voice().map(path -> " with voice " + path.getFileName()).orElse("");
    return new Inputs(avatar, motion, voice, facts, description);
  }

  /** How the tape is played: over and over, for as long as the broadcast lasts. */
  public PlayerOptions looped() {
    PlayerOptions options = PlayerOptions.of(motion).withLoop(true);
    return voice.map(options::withVoice).orElse(options);
  }

  private static MotionTape motion(Path path) {
    try {
      return MotionTape.read(path);
    } catch (TapeException e) {
      throw broken("tape", path, e);
    } catch (IOException e) {
      throw unreadable("tape", path, e);
    }
  }

  private static VoiceTape voice(Path path) {
    try {
      return VoiceTape.read(path);
    } catch (TapeException e) {
      throw broken("voice", path, e);
    } catch (IOException e) {
      throw unreadable("voice", path, e);
    }
  }

  private static RunFailure broken(String what, Path path, TapeException e) {
    return new RunFailure(
        ExitCode.INPUT_BROKEN,
        "The %s %s cannot be used: %s".formatted(what, path, e.getMessage()),
        e);
  }

  private static RunFailure unreadable(String what, Path path, IOException e) {
    return new RunFailure(
        ExitCode.INPUT_BROKEN, "The %s %s cannot be read.".formatted(what, path), e);
  }
}
