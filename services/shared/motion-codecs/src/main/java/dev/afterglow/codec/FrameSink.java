package dev.afterglow.codec;

/** Takes frames as a decoder completes them. */
@FunctionalInterface
public interface FrameSink {
  /** Called on the decoding thread, zero or more times a datagram. */
  void accept(SourceFrame frame);
}
