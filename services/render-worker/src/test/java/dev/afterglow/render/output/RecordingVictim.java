package dev.afterglow.render.output;

import java.nio.file.Path;
import java.time.Duration;

/** A process that records until somebody kills it. */
final class RecordingVictim {
  private RecordingVictim() {}

  /**
   * Records.
   *
   * @param args the file, and the length of a segment in seconds
   */
  public static void main(String[] args) throws InterruptedException {
    Outlet[] recording = new Outlet[1];
    try (SmallStream stream =
        new SmallStream(
            packet -> {
              if (recording[0] != null) {
                recording[0].take(packet);
              }
            })) {
      recording[0] =
          Outlets.recording(
              Path.of(args[0]),
              stream.tracks,
              SmallStream.AIGC,
              Duration.ofSeconds(Long.parseLong(args[1])));
      Thread.currentThread().join();
    }
  }
}
