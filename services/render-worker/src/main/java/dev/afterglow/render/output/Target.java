package dev.afterglow.render.output;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where and in what container an outlet writes.
 *
 * @param format FFmpeg's name of the container
 * @param url of a file
 * @param options the container's own options
 * @param metadata key-value metadata
 * @param proof looks for the label in what was written
 * @param segments empty where nothing is closed before the end, or the container does it itself
 */
record Target(
    String format,
    String url,
    Map<String, String> options,
    Map<String, String> metadata,
    Proof proof,
    Optional<Segments> segments) {

  Target {
    options = Map.copyOf(options);
    metadata = Map.copyOf(metadata);
  }

  Target(
      String format,
      String url,
      Map<String, String> options,
      Map<String, String> metadata,
      Proof proof) {
    this(format, url, options, metadata, proof, Optional.empty());
  }

  @Override
  public String toString() {
    return "Target[" + format + "]";
  }

  /**
   * A file that is closed bit by bit.
   *
   * @param file what the container is written to
   * @param length of a segment, at least
   */
  record Segments(Path file, Duration length) {}

  /** Whether the implicit label is in what was written. */
  interface Proof {
    /** What a look at the container gives. */
    enum Answer {
      FOUND,
      LOST,
      NOT_YET
    }

    /** Looks once. */
    Answer look() throws IOException;
  }
}
