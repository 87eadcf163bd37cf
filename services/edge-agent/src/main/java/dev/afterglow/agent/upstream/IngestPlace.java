package dev.afterglow.agent.upstream;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where capture-ingest is.
 *
 * @param host its name or address
 * @param port 1 to 65,535
 * @param authority who signed its certificate (PEM); empty for the JDK's authorities, or for plain
 *     text where it is on this machine
 */
public record IngestPlace(String host, int port, Optional<Path> authority) {
  public IngestPlace {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a place is HOST:PORT, for example ingest.local:8181");
    }
  }

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static IngestPlace parse(String text, Optional<Path> authority) {
    int colon = text.lastIndexOf(':');
    try {
      return new IngestPlace(
          text.substring(0, Math.max(0, colon)),
          Integer.parseInt(text.substring(colon + 1)),
          authority);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a place is HOST:PORT, for example ingest.local:8181", e);
    }
  }
}
