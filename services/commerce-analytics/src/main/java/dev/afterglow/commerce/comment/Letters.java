package dev.afterglow.commerce.comment;

import com.hankcs.hanlp.HanLP;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What each UTF-16 unit becomes before phrases are looked for: half width, lower case, simplified,
 * signs to a boundary. One table of 128 KiB, made once.
 */
final class Letters {
  /** Between clauses, and at both ends. */
  static final char BOUNDARY = '|';

  /** White space: a boundary, unless it spaces single letters out. */
  static final char SPACE = ' ';

  /** What leaves no trace. */
  static final char NOTHING = 0;

  /** A pleased emoji. */
  static final char SMILE = '☺';

  /** A displeased emoji. */
  static final char FROWN = '☹';

  /** Any other emoji. */
  private static final char OTHER_EMOJI = BOUNDARY;

  private static final String SMILES = "❤😍🥰😘👍💯😋🤩💖💕💗👏🎉";
  private static final String FROWNS = "😭😡💩👎😤🤮😠💔😢🙄😞";
  private static final String MONEY = "💰💵🤑💴💲";

  private final char[] table = new char[Character.MAX_VALUE + 1];

  Letters() {
    for (int c = 0; c < table.length; c++) {
      table[c] = plain((char) c);
    }
  }

  private static char plain(char c) {
    if (Character.isSurrogate(c)) {
      return c;
    }
    if (c == '\u200d' || c == '\ufe0f' || c == '\ufe0e') {
      return NOTHING;
    }
    String folded = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
    String lower = folded.toLowerCase(Locale.ROOT);
    char one = lower.length() == 1 ? lower.charAt(0) : c;
    if (one >= '\u4e00' && one <= '\u9fff') {
      return simplified(one);
    }
    if (SMILES.indexOf(one) >= 0 && one > '\u2000') {
      return SMILE;
    }
    return sign(one);
  }

  private static char sign(char c) {
    return switch (c) {
      case '?', '/', '#' -> c == '#' ? BOUNDARY : c;
      case '¥', '$' -> '钱';
      default -> {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
          yield SPACE;
        }
        yield Character.isLetterOrDigit(c) ? c : BOUNDARY;
      }
    };
  }

  private static char simplified(char c) {
    String simple = HanLP.convertToSimplifiedChinese(String.valueOf(c));
    return simple.length() == 1 ? simple.charAt(0) : c;
  }

  /** What a unit of the basic plane becomes. */
  char of(char c) {
    return table[c];
  }

  /** What an emoji or other letter of a higher plane becomes. */
  static char of(int codePoint) {
    if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
      return NOTHING;
    }
    if (SMILES.indexOf(codePoint) >= 0) {
      return SMILE;
    }
    if (FROWNS.indexOf(codePoint) >= 0) {
      return FROWN;
    }
    return MONEY.indexOf(codePoint) >= 0 ? '钱' : OTHER_EMOJI;
  }
}
