package dev.afterglow.render.card;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.Map;

/**
 * The typefaces of the stage, all of them Noto under the SIL Open Font License. They come with the
 * program, so that the same words give the same picture on every machine.
 */
final class Faces {
  static {
    // Nothing here needs a window; where DISPLAY is set, AWT would look for one.
    System.setProperty("java.awt.headless", "true");
  }

  /** How heavy the strokes are. */
  enum Weight {
    MEDIUM,
    BOLD
  }

  private static final String FOLDER = "/dev/afterglow/render/font/";
  private static final Font EMOJI = load("NotoEmoji_700Bold.ttf");
  private static final Map<Weight, Font> HAN =
      Map.of(
          Weight.MEDIUM, load("NotoSansSC_500Medium.ttf"),
          Weight.BOLD, load("NotoSansSC_700Bold.ttf"));
  private static final Map<Weight, Font> ARABIC =
      Map.of(
          Weight.MEDIUM, load("NotoSansArabic_500Medium.ttf"),
          Weight.BOLD, load("NotoSansArabic_700Bold.ttf"));
  private static final Map<Weight, Font> HEBREW =
      Map.of(
          Weight.MEDIUM, load("NotoSansHebrew_500Medium.ttf"),
          Weight.BOLD, load("NotoSansHebrew_700Bold.ttf"));
  private static final Map<Weight, Font> HANGUL =
      Map.of(
          Weight.MEDIUM, load("NotoSansKR_500Medium.ttf"),
          Weight.BOLD, load("NotoSansKR_700Bold.ttf"));

  private Faces() {}

  /** The face of a cluster of characters, by what its first one is. */
  static Font of(int codePoint, Weight weight) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    if (script == UnicodeScript.ARABIC) {
      return face(ARABIC, weight);
    }
    if (script == UnicodeScript.HEBREW) {
      return face(HEBREW, weight);
    }
    if (script == UnicodeScript.HANGUL) {
      return face(HANGUL, weight);
    }
    return face(HAN, weight);
  }

  /** The face of emoji: drawn in the colour of the words around them. */
  static Font emoji() {
    return EMOJI;
  }

  private static Font face(Map<Weight, Font> family, Weight weight) {
    Font found = family.get(weight);
    if (found == null) {
      throw new IllegalStateException("no face for " + weight);
    }
    return found;
  }

  private static Font load(String file) {
    try (InputStream in = Faces.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the typeface " + file + " is not in the program");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the typeface " + file + " cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
