package dev.afterglow.commerce.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Gives people whom a platform knows by an id of its own a pseudonym: the first 128 bits of
 * HMAC-SHA256 over that id. The platform's id goes no further than this.
 */
final class PseudonymKey {
  private static final int MOST_BYTES = 4_096;
  private static final int FEWEST_BYTES = 32;
  private static final int PSEUDONYM_BYTES = 16;

  private final byte[] key;

  private PseudonymKey(byte[] key) {
    this.key = key;
  }

  /**
   * A key of its bytes.
   *
   * @throws IllegalArgumentException where they are fewer than 32
   */
  static PseudonymKey of(byte[] key) {
    if (key.length < FEWEST_BYTES) {
      throw new IllegalArgumentException("a key of pseudonyms has 32 characters or more");
    }
    return new PseudonymKey(key.clone());
  }

  static PseudonymKey read(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      return of(Digests.utf8(new String(bytes, StandardCharsets.UTF_8).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("a key of pseudonyms cannot be read", e);
    }
  }

  /** The pseudonym of whom a platform calls so; none for nobody. */
  String of(String platformsId) {
    if (platformsId.isEmpty()) {
      return "";
    }
    byte[] whole = Digests.hmac(key, Digests.utf8(platformsId));
    return HexFormat.of().formatHex(Arrays.copyOf(whole, PSEUDONYM_BYTES));
  }

  @Override
  public String toString() {
    return "PseudonymKey[redacted]";
  }
}
