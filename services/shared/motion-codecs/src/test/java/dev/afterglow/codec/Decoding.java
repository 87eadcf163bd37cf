package dev.afterglow.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A decoder under test, with what it gave. */
public final class Decoding {
  private final MotionDecoder decoder;
  private final List<SourceFrame> frames = new ArrayList<>();

  public Decoding(MotionDecoder decoder) {
    this.decoder = decoder;
  }

  /** Bytes written as hex; blanks and text after {@code //} do not count. */
  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("//[^\n]*", "").replaceAll("\\s", ""));
  }

  /** Decodes at 1,000 us. */
  public Outcome send(byte[] datagram) {
    return decoder.decode(ByteBuffer.wrap(datagram), 1_000, frames::add);
  }

  /** Decodes text at 1,000 us. */
  public Outcome send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public List<SourceFrame> frames() {
    return frames;
  }

  /** The last frame. */
  public SourceFrame last() {
    return frames.getLast();
  }

  public MotionDecoder decoder() {
    return decoder;
  }
}
