package dev.afterglow.registry.identity.grpc;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.identity.Terminal;

/** A device from the contract's words; there is no way back. */
public final class TerminalWords {
  private TerminalWords() {}

  /** The device. */
  public static Terminal terminal(dev.afterglow.api.registry.v1.Terminal terminal) {
    return AfterglowException.checking(
        "terminal",
        () -> new Terminal(terminal.getMetaInfo(), terminal.getUserId(), terminal.getIpAddress()));
  }
}
