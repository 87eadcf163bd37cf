package dev.afterglow.capture.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where a call's handlers find its reader, which comes a little later than they do: the drive may
 * have to be fetched from the store first. A caller that left meanwhile leaves nothing behind.
 */
final class OutboundSlotGrpc {
  private @Nullable OutboundGrpc reader;
  private boolean left;

  /** The reader has come; it begins unless the caller has left. */
  synchronized void fill(OutboundGrpc newReader) {
    if (!left) {
      reader = newReader;
      newReader.begin();
    }
  }

  /** The connection takes more. */
  synchronized void wake() {
    if (reader != null) {
      reader.wake();
    }
  }

  /** The caller has left. */
  synchronized void leave() {
    left = true;
    if (reader != null) {
      reader.leave();
    }
  }
}
