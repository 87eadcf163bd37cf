package dev.afterglow.agent.listen;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is no longer wanted, whatever it says to that. */
final class Closing {
  private Closing() {}

  static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is gone either way.
      return;
    }
  }
}
