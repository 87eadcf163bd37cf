package dev.afterglow.tape.bvh;

import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The words of a BVH file, whatever its lines; a fault names the line that it is on. */
final class BvhWords {
  private final TapeLines lines;
  private StringTokenizer words = new StringTokenizer("");

  BvhWords(TapeLines lines) {
    this.lines = lines;
  }

  /** The next word, or null at the file's end. */
  @Nullable String nextOrNull() throws IOException {
    while (!words.hasMoreTokens()) {
      byte[] line = lines.next();
      if (line == null) {
        return null;
      }
      words = new StringTokenizer(new String(line, StandardCharsets.UTF_8));
    }
    return words.nextToken();
  }

  /** The next word. */
  String next() throws IOException {
    String word = nextOrNull();
    if (word == null) {
      throw fault(TapeFault.TRUNCATED, "the BVH file ends too early.");
    }
    return word;
  }

  /** The next word must be this one, in any case. */
  void expect(String word) throws IOException {
    String found = next();
    if (!found.equalsIgnoreCase(word)) {
      throw fault(TapeFault.MALFORMED, "there should be " + word + ".");
    }
  }

  /** The next word as a finite number. */
  double number() throws IOException {
    return number(next());
  }

  double number(String word) throws TapeException {
    double value;
    try {
      value = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw fault(TapeFault.MALFORMED, "there should be a number.");
    }
    if (!Double.isFinite(value)) {
      throw fault(TapeFault.NOT_A_NUMBER, "a number is NaN or infinite.");
    }
    return value;
  }

  TapeException fault(TapeFault fault, String sentence) {
    return new TapeException(fault, Math.max(1, lines.number()), sentence);
  }
}
