package dev.afterglow.tape;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.bvh.BvhTape;
import dev.afterglow.tape.jsonlines.JsonLinesTape;
import dev.afterglow.tape.livelink.LiveLinkTape;
import dev.afterglow.tape.vrma.VrmaTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recorded motion that was read to its end once and found sound. Safe for many threads. */
public interface MotionTape {
  /** What the whole tape holds. */
  TapeHeader header();

  /** Starts at the first frame; the caller closes the cursor. */
  FrameCursor open() throws IOException;

  /**
   * Every frame at once; for short tapes and tests, as it takes about 400 bytes a frame.
   *
   * @throws TapeException when the file was changed since it was checked, and is broken now
   */
  default List<MotionFrame> toList() throws IOException {
    List<MotionFrame> frames = new ArrayList<>(header().frames());
    try (FrameCursor cursor = open()) {
      for (MotionFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /**
   * Opens a tape file by the end of its name, and reads it to its end once to check it.
   *
   * @param path a {@code .jsonl} (or {@code .ndjson}) tape, a Live Link Face {@code .csv}, a {@code
   *     .bvh} or a {@code .vrma}
   * @throws TapeException when it is of another kind or has any fault
   */
  static MotionTape read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new TapeException(TapeFault.UNREADABLE, "There is no tape file at " + path + ".");
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return JsonLinesTape.read(path);
    }
    if (name.endsWith(".csv")) {
      return LiveLinkTape.read(path);
    }
    if (name.endsWith(".bvh")) {
      return BvhTape.read(path);
    }
    if (name.endsWith(".vrma")) {
      return VrmaTape.read(path);
    }
    throw new TapeException(
        TapeFault.UNKNOWN_FORMAT,
        "A tape is a .jsonl (JSON Lines), .csv (Live Link Face), .bvh or .vrma file, not "
            + name
            + ".");
  }

  /**
   * A tape of frames that are already in memory.
   *
   * @throws TapeException when there is none, or a frame is not later than the one before it
   */
  static MotionTape of(List<MotionFrame> frames) throws TapeException {
    return HeldTape.of(frames);
  }
}
