package dev.afterglow.render.output;

import java.util.Map;

/**
 * Where and in what container a push goes.
 *
 * @param format FFmpeg's name of the container
 * @param url with its key; never logged
 * @param options the container's own options
 * @param connection options of the connection
 * @param metadata key-value metadata
 * @param acknowledged whether another worker's push of this broadcast was taken there before
 */
record PushTarget(
    String format,
    String url,
    Map<String, String> options,
    Map<String, String> connection,
    Map<String, String> metadata,
    boolean acknowledged) {

  PushTarget {
    options = Map.copyOf(options);
    connection = Map.copyOf(connection);
    metadata = Map.copyOf(metadata);
  }

  @Override
  public String toString() {
    return "PushTarget[" + format + "]";
  }
}
