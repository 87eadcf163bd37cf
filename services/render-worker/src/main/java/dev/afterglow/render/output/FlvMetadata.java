package dev.afterglow.render.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a value from the {@code onMetaData} of an FLV head in plain Java: what a writer says it
 * wrote does not count. Understands what such a script holds: numbers, booleans and strings in one
 * array (AMF0, types 0, 1, 2 and 8).
 */
final class FlvMetadata {
  private static final int FILE_HEAD = 13;
  private static final int TAG_HEAD = 11;
  private static final int SCRIPT = 18;
  private static final int NUMBER = 0;
  private static final int BOOLEAN = 1;
  private static final int STRING = 2;
  private static final int ARRAY = 8;

  private FlvMetadata() {}

  /** The text under a key; empty where the head has no script first, or no such text in it. */
  static Optional<String> read(byte[] head, String key) {
    if (head.length < FILE_HEAD + TAG_HEAD || head[FILE_HEAD] != SCRIPT) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(head);
    int size = in.getInt(FILE_HEAD) & 0xffffff;
    in.position(FILE_HEAD + TAG_HEAD);
    if (size > in.remaining()) {
      return Optional.empty();
    }
    in.limit(in.position() + size);
    try {
      return inScript(in, key);
    } catch (java.nio.BufferUnderflowException cutOff) {
      return Optional.empty();
    }
  }

  private static Optional<String> inScript(ByteBuffer in, String key) {
    if (in.get() != STRING || !text(in).equals("onMetaData") || in.get() != ARRAY) {
      return Optional.empty();
    }
    int entries = in.getInt();
    for (int i = 0; i < entries; i++) {
      String name = text(in);
      switch (in.get()) {
        case NUMBER -> in.getDouble();
        case BOOLEAN -> in.get();
        case STRING -> {
          String value = text(in);
          if (name.equals(key)) {
            return Optional.of(value);
          }
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
