package dev.afterglow.studio.broadcast.api;

import dev.afterglow.platform.error.AfterglowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page ended: the last id in it, as base64url so that nobody builds on what is inside. */
final class PageToken {

  private static final int UUID_BYTES = 16;

  private PageToken() {}

  static String write(UUID last) {
    byte[] bytes =
        ByteBuffer.allocate(UUID_BYTES)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Optional<UUID> read(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    return AfterglowException.checking("page_token", () -> Optional.of(decode(token)));
  }

  private static UUID decode(String token) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
    if (bytes.remaining() != UUID_BYTES) {
      throw new IllegalArgumentException("page_token is not one of ours");
    }
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
