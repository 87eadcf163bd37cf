package dev.afterglow.agent.tape;

import dev.afterglow.agent.source.SourceKind;

/**
 * One source of a raw tape.
 *
 * @param kind what it is
 * @param port where it was heard, 0 to 65,535
 */
public record TapeTrack(SourceKind kind, int port) {
  public TapeTrack {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, was " + port);
    }
  }
}
