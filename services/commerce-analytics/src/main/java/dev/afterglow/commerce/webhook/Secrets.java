package dev.afterglow.commerce.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The secrets that a sender may sign with: one, or two while it is changed. Never printed. */
final class Secrets {
  private static final int MOST_BYTES = 4_096;
  private static final int MOST = 2;
  private static final int FEWEST_CHARACTERS = 6;

  private final List<String> texts;

  private Secrets(List<String> texts) {
    this.texts = texts;
  }

  /**
   * Secrets of their texts.
   *
   * @throws IllegalArgumentException unless there are one or two of 6 characters or more
   */
  static Secrets of(List<String> texts) {
    if (texts.isEmpty()
        || texts.size() > MOST
        || texts.stream().anyMatch(it -> it.length() < FEWEST_CHARACTERS)) {
      throw new IllegalArgumentException(
          "a file of secrets has one line or two, each of 6 characters or more");
    }
    return new Secrets(List.copyOf(texts));
  }

  /**
   * The lines of a file; blank ones are passed over.
   *
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if it does not hold one or two secrets
   */
  static Secrets read(Path file) {
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return of(text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("a file of secrets cannot be read", e);
    }
  }

  List<String> texts() {
    return texts;
  }

  @Override
  public String toString() {
    return "Secrets[redacted]";
  }
}
