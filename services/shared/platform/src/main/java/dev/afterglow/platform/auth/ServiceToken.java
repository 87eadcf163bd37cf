package dev.afterglow.platform.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/** The token that services of one installation share. Its text never reaches a log. */
public final class ServiceToken {

  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7E]{32,512}");
  private static final int MAX_FILE_BYTES = 4096;

  private final String text;

  private ServiceToken(String text) {
    this.text = text;
  }

  /**
   * A token of its text.
   *
   * @throws IllegalArgumentException unless it has 32 to 512 visible ASCII characters
   */
  public static ServiceToken of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("a service token has 32 to 512 visible ASCII characters");
    }
    return new ServiceToken(text);
  }

  /**
   * Reads a token from a file of at most {@value #MAX_FILE_BYTES} bytes, ignoring white space
   * around it.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no token
   */
  public static ServiceToken read(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES);
      return of(new String(bytes, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the service token cannot be read", e);
    }
  }

  /** Whether a presented text is this token; takes the same time wherever they differ. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of the {@code authorization} header. */
  String header() {
    return "Bearer " + text;
  }

  /** Redacted. */
  @Override
  public String toString() {
    return "ServiceToken[redacted]";
  }
}
