package dev.afterglow.render.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a value from an MP4 file's key-value metadata ({@code moov} › {@code udta} › {@code meta} ›
 * {@code keys} and {@code ilst}) in plain Java: what a writer says it wrote does not count. Without
 * the right option FFmpeg drops unknown keys silently and reports success.
 */
public final class Mp4Metadata {
  private static final int LARGEST_MOOV = 8 << 20;
  private static final int BOX_HEAD = 8;

  private Mp4Metadata() {}

  /**
   * The value of a key.
   *
   * @return empty where the file has no {@code moov} yet, or no such key
   * @throws IOException when the file cannot be read
   */
  public static Optional<String> read(Path file, String key) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return moov(channel).flatMap(moov -> inMoov(moov, key));
    }
  }

  /** The value of a key in bytes that begin with the file's first box. */
  public static Optional<String> read(byte[] head, String key) {
    return child(ByteBuffer.wrap(head), "moov").flatMap(moov -> inMoov(moov, key));
  }

  private static Optional<ByteBuffer> moov(SeekableByteChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(BOX_HEAD);
    while (channel.position() + BOX_HEAD <= channel.size()) {
      head.clear();
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // reads on until the head is whole or the file ends
      }
      if (head.hasRemaining()) {
        return Optional.empty();
      }
      long size = Integer.toUnsignedLong(head.getInt(0));
      if (size < BOX_HEAD) {
        return Optional.empty();
      }
      if (!type(head, 4).equals("moov")) {
        channel.position(channel.position() + size - BOX_HEAD);
        continue;
      }
      if (size > LARGEST_MOOV) {
        return Optional.empty();
      }
      ByteBuffer body = ByteBuffer.allocate((int) size - BOX_HEAD);
      while (body.hasRemaining() && channel.read(body) >= 0) {
        // as above
      }
      return body.hasRemaining() ? Optional.empty() : Optional.of(body.flip());
    }
    return Optional.empty();
  }

  private static Optional<String> inMoov(ByteBuffer moov, String key) {
    Optional<ByteBuffer> inUserData = child(moov, "udta").flatMap(udta -> child(udta, "meta"));
    return inUserData
        .or(() -> child(moov, "meta"))
        .map(Mp4Metadata::afterVersion)
        .flatMap(meta -> value(meta, key));
  }

  private static Optional<String> value(ByteBuffer meta, String key) {
    Optional<ByteBuffer> keys = child(meta, "keys");
    Optional<ByteBuffer> items = child(meta, "ilst");
    if (keys.isEmpty() || items.isEmpty()) {
      return Optional.empty();
    }
    int number = names(keys.get()).indexOf(key) + 1;
    if (number == 0) {
      return Optional.empty();
    }
    ByteBuffer rest = items.get().duplicate();
    while (rest.remaining() >= BOX_HEAD) {
      ByteBuffer item = next(rest);
      if (item == null) {
        return Optional.empty();
      }
      if (item.getInt(4) == number) {
        item.position(BOX_HEAD);
        return child(item.slice(), "data").map(Mp4Metadata::text);
      }
    }
    return Optional.empty();
  }

  private static List<String> names(ByteBuffer keys) {
    List<String> out = new ArrayList<>();
    ByteBuffer rest = keys.duplicate();
    if (rest.remaining() < BOX_HEAD) {
      return out;
    }
    rest.position(rest.position() + BOX_HEAD);
    while (rest.remaining() >= BOX_HEAD) {
      ByteBuffer entry = next(rest);
      if (entry == null) {
        break;
      }
      out.add(decode(entry, BOX_HEAD));
    }
    return out;
  }

  private static String text(ByteBuffer data) {
    return data.remaining() < BOX_HEAD ? "" : decode(data, data.position() + BOX_HEAD);
  }

  private static String decode(ByteBuffer from, int at) {
    byte[] bytes = new byte[from.limit() - at];
    from.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ByteBuffer afterVersion(ByteBuffer full) {
    ByteBuffer out = full.duplicate();
    out.position(out.position() + Math.min(4, out.remaining()));
    return out.slice();
  }

  private static Optional<ByteBuffer> child(ByteBuffer parent, String type) {
    ByteBuffer rest = parent.duplicate();
    while (rest.remaining() >= BOX_HEAD) {
      ByteBuffer box = next(rest);
      if (box == null) {
        return Optional.empty();
      }
      if (type(box, 4).equals(type)) {
        box.position(BOX_HEAD);
        return Optional.of(box.slice());
      }
    }
    return Optional.empty();
  }

  /** The next box with its head, or null where its size makes no sense; moves {@code rest} on. */
  private static @org.jspecify.annotations.Nullable ByteBuffer next(ByteBuffer rest) {
    int size = rest.getInt(rest.position());
    if (size < BOX_HEAD || size > rest.remaining()) {
      return null;
    }
    ByteBuffer box = rest.slice(rest.position(), size);
    rest.position(rest.position() + size);
    return box;
  }

  private static String type(ByteBuffer box, int at) {
    byte[] name = new byte[4];
    box.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
