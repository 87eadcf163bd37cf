package dev.afterglow.render.output;

import java.io.IOException;
import java.util.Map;

/**
 * Where and in what container an outlet writes.
 *
 * @param format FFmpeg's name of the container
 * @param url of a file
 * @param options the container's own options
 * @param metadata key-value metadata
 * @param proof looks for the label in what was written
 */
record Target(
    String format,
    String url,
    Map<String, String> options,
    Map<String, String> metadata,
    Proof proof) {

  Target {
    options = Map.copyOf(options);
    metadata = Map.copyOf(metadata);
  }

  @Override
  public String toString() {
    return "Target[" + format + "]";
  }

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
