package dev.afterglow.registry.part;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** Text in its one form: UTF-8 in NFC, lines ended by a line feed, no control characters. */
final class TextForm {
  private TextForm() {}

  /** The bytes in that form; empty where they are no such text. */
  static Optional<byte[]> of(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    if (lines.codePoints().anyMatch(TextForm::steers)) {
      return Optional.empty();
    }
    return Optional.of(
        Normalizer.normalize(lines, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
  }

  /** Control characters but tab and line feed, and what turns the direction of text. */
  private static boolean steers(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFEFF;
  }
}
