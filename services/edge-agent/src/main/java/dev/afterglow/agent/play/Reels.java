package dev.afterglow.agent.play;

import dev.afterglow.agent.tape.RawTape;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.jsonlines.JsonLinesTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens tape files. */
public final class Reels {
  private Reels() {}

  /**
   * Opens a raw tape by its first bytes, and any other tape by the end of its name.
   *
   * <p>Raw and JSON Lines tapes are checked as they play, so that a damaged one plays up to its
   * fault; of the others the whole file must be sound.
   *
   * @throws TapeException when it is no tape
   */
  public static Reel open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new TapeException(TapeFault.UNREADABLE, "There is no tape file at " + path + ".");
    }
    if (RawTape.isOne(path)) {
      return new RawReel(RawTape.open(path));
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new MotionReel(JsonLinesTape.cursor(Files.newInputStream(path)));
    }
    return new MotionReel(MotionTape.read(path).open());
  }
}
