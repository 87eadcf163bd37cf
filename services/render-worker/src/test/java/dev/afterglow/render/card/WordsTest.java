package dev.afterglow.render.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.TextHitInfo;
import java.awt.font.TextLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines of all kinds of words, as numbers: widths in ems, and which character stands where. */
class WordsTest {
  private static final float EM = 100;
  private static final Words BOLD = new Words(Faces.Weight.BOLD, EM);

  @Test
  void shouldGiveEachChineseCharacterAnEm() {
    // Given, When
    TextLayout line = BOLD.layout("限时特价");

    // Then
    assertThat(line.getAdvance()).isCloseTo(4 * EM, within(0.01f));
  }

  @Test
  void shouldSetLatinByTheFacesOwnAdvances() {
    // Given, When: 0.59, 0.338, 0.338, 0.286, 0.49, 0.56 ems in Noto Sans SC Bold, and the pair's
    // kerning
    TextLayout line = BOLD.layout("Office");

    // Then
    assertThat(line.getAdvance()).isBetween(2.9f * EM, 3.4f * EM);
    assertThat(new Words(Faces.Weight.BOLD, 2 * EM).layout("Office").getAdvance())
        .isCloseTo(2 * line.getAdvance(), within(0.5f));
  }

  @Test
  void shouldJoinArabicLettersWhenTheyStandTogether() {
    // Given: alone each letter takes its isolated form
    String word = "مرحبا";

    // When
    float joined = BOLD.layout(word).getAdvance();
    double alone =
        word.chars().mapToDouble(it -> BOLD.layout(Character.toString(it)).getAdvance()).sum();

    // Then
    assertThat(joined).isLessThan((float) (0.85 * alone));
    assertThat(BOLD.layout(word).isLeftToRight()).isFalse();
  }

  @Test
  void shouldOrderAMixedLineFromRightToLeftWhenItBeginsThatWay() {
    // Given: Arabic, then Latin and digits
    String text = "عرض Live 2026";

    // When: where the caret stands before each character
    TextLayout line = BOLD.layout(text);
    float[] places = carets(line, text.length());

    // Then: the first letter is the rightmost; Latin runs to the right within itself
    assertThat(places[0]).isGreaterThan(places[2]);
    assertThat(places[2]).isGreaterThan(places[text.indexOf("Live")]);
    assertThat(places[text.indexOf("L") + 1]).isGreaterThan(places[text.indexOf("L")]);
    assertThat(places[text.indexOf("2") + 1]).isGreaterThan(places[text.indexOf("2")]);
  }

  @Test
  void shouldOrderAMixedLineFromLeftToRightWhenItBeginsThatWay() {
    // Given
    String text = "新品 שלום ABC";

    // When
    float[] places = carets(BOLD.layout(text), text.length());

    // Then
    int hebrew = text.indexOf("ש");
    assertThat(places[0]).isLessThan(places[1]);
    assertThat(places[hebrew]).isGreaterThan(places[hebrew + 1]);
    assertThat(places[text.indexOf("A")]).isGreaterThan(places[hebrew]);
  }

  @Test
  void shouldGiveAFamilyTheRoomOfOneEmoji() {
    // Given
    float one = BOLD.layout("😍").getAdvance();

    // When
    float family = BOLD.layout("👩‍👩‍👧").getAdvance();
    float flag = BOLD.layout("🇨🇳").getAdvance();
    float hand = BOLD.layout("👍🏽").getAdvance();
    float two = BOLD.layout("😍😍").getAdvance();

    // Then
    assertThat(one).isCloseTo(1.22f * EM, within(0.01f));
    assertThat(family).isCloseTo(one, within(0.01f));
    assertThat(flag).isCloseTo(one, within(0.01f));
    assertThat(hand).isCloseTo(one, within(0.01f));
    assertThat(two).isCloseTo(2 * one, within(0.01f));
  }

  @Test
  void shouldBreakChineseAnywhereButBeforeAClosingMark() {
    // Given: six characters fit, and the seventh is a full stop
    List<TextLayout> lines = BOLD.lines("一二三四五六。七八九", 6.5f * EM, 3);

    // When
    List<Integer> counts = lines.stream().map(TextLayout::getCharacterCount).toList();

    // Then: the sixth goes down with its mark
    assertThat(counts).containsExactly(5, 5);
  }

  @Test
  void shouldEndInAnEllipsisWithinTheWidthWhenThereIsNoMoreRoom() {
    // Given
    String text = "这是一行非常非常长的字幕用来看看省略号是不是好好地出现在行末";

    // When
    List<TextLayout> lines = BOLD.lines(text, 8 * EM, 2);

    // Then
    assertThat(lines).hasSize(2);
    assertThat(lines).allSatisfy(it -> assertThat(it.getAdvance()).isLessThanOrEqualTo(8 * EM));
    assertThat(lines.getLast().getCharacterCount()).isEqualTo(8);
  }

  @Test
  void shouldKeepTheDirectionOfAParagraphInALineThatBeginsWithLatin() {
    // Given: the second line begins with Latin words
    List<TextLayout> lines = BOLD.lines("أحمر شفاه مخملي Matte 24h مقاوم للماء جدا", 5.2f * EM, 2);

    // When, Then
    assertThat(lines).hasSize(2);
    assertThat(lines).noneMatch(TextLayout::isLeftToRight);
  }

  @Test
  void shouldNotTurnAPriceRoundNorFallOverOne() {
    // Given
    Words words = new Words(Faces.Weight.BOLD, 40);

    // When
    float plain = words.layout("¥79").getAdvance();
    float steered = words.layout("\u202E¥79").getAdvance();
    int characters = words.layout("\u202E¥79").getCharacterCount();
    float nothing = words.layout("\uFFFC").getAdvance();

    // Then
    assertThat(steered).isEqualTo(plain);
    assertThat(characters).isEqualTo(3);
    assertThat(nothing).isLessThan(plain);
  }

  @Test
  void shouldLeaveOutWhatSteersDirectionBehindAReadersBack() {
    // Given, When
    String clean = Words.clean("a\u202Eb\u0007c\u2066d\nе\uFFFC");

    // Then
    assertThat(clean).isEqualTo("abcd е");
  }

  @Test
  void shouldSetALineWithoutWhatSteersDirectionBehindAReadersBack() {
    // Given: a price whose digits somebody turned round, and one with a stand-in for a picture
    String turned = "¥\u202E79";

    // When
    TextLayout line = BOLD.layout(turned);
    TextLayout standIn = BOLD.layout("¥7\uFFFC9");

    // Then: as if they were not there
    assertThat(line.getCharacterCount()).isEqualTo(3);
    assertThat(carets(line, 3)).isSorted();
    assertThat(standIn.getCharacterCount()).isEqualTo(3);
    assertThat(BOLD.layout("\u202E").getAdvance()).as("nothing is left").isPositive();
  }

  @Test
  void shouldSetEachHangulSyllableInAFaceThatHasIt() {
    // Given: all 11,172 syllables
    String all =
        IntStream.rangeClosed(0xAC00, 0xD7A3)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Font face = Faces.of('한', Faces.Weight.BOLD);

    // When
    float one = BOLD.layout("한").getAdvance();
    float five = BOLD.layout("특가한정품").getAdvance();
    float mixed = BOLD.layout("오늘限Live").getAdvance();

    // Then: every one has a picture and the width of all; other scripts keep their own face
    assertThat(face.canDisplayUpTo(all)).isEqualTo(-1);
    assertThat(Faces.of('한', Faces.Weight.MEDIUM).canDisplayUpTo(all)).isEqualTo(-1);
    assertThat(one).isBetween(0.85f * EM, EM);
    assertThat(five).isCloseTo(5 * one, within(0.5f));
    assertThat(Faces.of('限', Faces.Weight.BOLD)).isNotEqualTo(face);
    assertThat(mixed).isCloseTo(2 * one + EM + BOLD.layout("Live").getAdvance(), within(1f));
  }

  @Test
  void shouldJoinHangulLettersToASyllableWhenTheyComeApart() {
    // Given: h, a and n as three letters that join
    String apart = "\u1112\u1161\u11AB";

    // When
    TextLayout line = BOLD.layout(apart);

    // Then: one cluster as wide as the syllable
    assertThat(line.getAdvance()).isCloseTo(BOLD.layout("한").getAdvance(), within(0.5f));
  }

  private static float[] carets(TextLayout line, int count) {
    float[] out = new float[count];
    IntStream.range(0, count)
        .forEach(it -> out[it] = line.getCaretInfo(TextHitInfo.leading(it))[0]);
    return out;
  }
}
