package dev.afterglow.render.card;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words set into lines: every cluster in a face that has it, right-to-left runs in their order,
 * lines broken where the script allows it, and an ellipsis where there is no more room.
 *
 * <p>Shaping is HarfBuzz's, which comes with the JDK, as do the rules of bidirectional text and of
 * breaking lines.
 */
final class Words {
  /** No hinting to whole pixels: advances scale with the size, the same on every machine. */
  static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private static final char STAND_IN = '\uFFFC';
  private static final String ELLIPSIS = "…";
  private static final int MOST_CHARACTERS = 400;

  private final Faces.Weight weight;
  private final float em;

  Words(Faces.Weight weight, float em) {
    this.weight = weight;
    this.em = em;
  }

  /** One line, shortened to a width. */
  TextLayout line(String text, float width) {
    return lines(text, width, 1).getFirst();
  }

  /**
   * Lines of at most that width; at least one, at most so many. What does not fit is left out
   * behind an ellipsis.
   */
  List<TextLayout> lines(String text, float width, int most) {
    String clean = clean(text);
    if (clean.isEmpty()) {
      return List.of(layout(" ", false));
    }
    boolean rightToLeft = rightToLeft(clean);
    Styled set = set(clean, rightToLeft);
    LineBreakMeasurer measurer =
        new LineBreakMeasurer(
            set.styled().getIterator(), BreakIterator.getLineInstance(Locale.CHINESE), CONTEXT);
    List<TextLayout> out = new ArrayList<>();
    while (measurer.getPosition() < set.length()) {
      int from = measurer.getPosition();
      if (out.size() == most - 1) {
        String rest = set.original(from);
        TextLayout whole = layout(rest, rightToLeft);
        out.add(whole.getAdvance() <= width ? whole : shortened(rest, width, rightToLeft));
        break;
      }
      out.add(measurer.nextLayout(width));
    }
    return out;
  }

  /** A line without a limit. */
  TextLayout layout(String text) {
    String clean = clean(text);
    String shown = clean.isEmpty() ? " " : clean;
    return layout(shown, rightToLeft(shown));
  }

  /** Whether the first letter that has a direction runs from right to left. */
  static boolean rightToLeft(String text) {
    return !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
  }

  private TextLayout layout(String text, boolean rightToLeft) {
    return new TextLayout(set(text, rightToLeft).styled().getIterator(), CONTEXT);
  }

  /** Without what steers terminals and text direction behind a reader's back. */
  static String clean(String text) {
    StringBuilder out = new StringBuilder();
    String cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    cut.codePoints()
        .map(it -> Character.isWhitespace(it) ? ' ' : it)
        .filter(it -> !Character.isISOControl(it))
        .filter(it -> !(it >= 0x202A && it <= 0x202E) && !(it >= 0x2066 && it <= 0x2069))
        .filter(it -> it != STAND_IN && it != 0xFEFF && !(it >= 0xD800 && it <= 0xDFFF))
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }

  private TextLayout shortened(String text, float width, boolean rightToLeft) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    List<Integer> ends = new ArrayList<>();
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      ends.add(end);
    }
    int low = 0;
    int high = ends.size();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean fits = layout(head(text, ends.get(middle - 1)), rightToLeft).getAdvance() <= width;
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return layout(low == 0 ? ELLIPSIS : head(text, ends.get(low - 1)), rightToLeft);
  }

  private static String head(String text, int end) {
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /**
   * Text with a face for each run.
   *
   * @param at where each of its characters begins in the text that was given
   */
  private record Styled(AttributedString styled, int length, String text, List<Integer> at) {
    String original(int from) {
      return text.substring(at.get(from)).strip();
    }
  }

  private Styled set(String text, boolean rightToLeft) {
    StringBuilder shown = new StringBuilder();
    List<Integer> at = new ArrayList<>();
    List<Font> fonts = new ArrayList<>();
    List<EmojiGlyph> emoji = new ArrayList<>();
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int from = clusters.first();
    for (int to = clusters.next(); to != BreakIterator.DONE; from = to, to = clusters.next()) {
      String cluster = text.substring(from, to);
      int first = cluster.codePointAt(0);
      if (isEmoji(cluster) && EmojiGlyph.known(cluster)) {
        shown.append(STAND_IN);
        at.add(from);
        fonts.add(Faces.of('a', weight));
        emoji.add(new EmojiGlyph(cluster, em, CONTEXT));
        continue;
      }
      for (int i = 0; i < cluster.length(); i++) {
        shown.append(cluster.charAt(i));
        at.add(from);
        fonts.add(Faces.of(first, weight));
      }
    }
    AttributedString styled = new AttributedString(shown.toString());
    styled.addAttribute(
        TextAttribute.RUN_DIRECTION,
        rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
    int start = 0;
    for (int i = 1; i <= fonts.size(); i++) {
      if (i == fonts.size() || !fonts.get(i).equals(fonts.get(start))) {
        styled.addAttribute(TextAttribute.FONT, fonts.get(start).deriveFont(em), start, i);
        start = i;
      }
    }
    int next = 0;
    for (int i = 0; i < shown.length(); i++) {
      if (shown.charAt(i) == STAND_IN) {
        styled.addAttribute(TextAttribute.CHAR_REPLACEMENT, emoji.get(next++), i, i + 1);
      }
    }
    return new Styled(styled, shown.length(), text, at);
  }

  private static boolean isEmoji(String cluster) {
    int first = cluster.codePointAt(0);
    return Character.isEmojiPresentation(first)
        || (Character.isEmoji(first) && cluster.indexOf('\uFE0F') > 0)
        || (Character.isEmoji(first) && cluster.indexOf('\u20E3') > 0);
  }
}
