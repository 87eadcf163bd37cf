package dev.afterglow.commerce.comment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  private final PlainText text = new PlainText(new Letters());

  private String plain(String comment) {
    text.set(comment);
    return new String(text.chars(), 0, text.length());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "多少钱, |多少钱|",
        "多　少　钱, |多少钱|",
        "這個多少錢, |这个多少钱|",
        "多少💰, |多少钱|",
        "２号链接, |#号链接|",
        "三号多少, |#号多少|",
        "好看啊啊啊啊, |好看|",
        "谢谢, |谢谢|",
        "哈哈哈哈哈, |",
        "29.9吗？, |#吗|?|",
        "好看!包邮不呀, |好看|包邮不|",
        "how much, |howmuch|",
        "XL 多少钱, |xl|多少钱|",
        "158/95穿s, |#/#穿s|",
        "👍🏻, |☺|",
      })
  void shouldLeaveOneSpellingWhenViewersUseMany(String comment, String expected) {
    // When / Then
    assertThat(plain(comment)).isEqualTo(expected);
  }

  @Test
  void shouldNameTheFirstLinkWhenACommentNamesSome() {
    // When / Then
    plain("3号和5号哪个好");
    assertThat(text.link()).isEqualTo(3);
    plain("身高170，五号能穿吗");
    assertThat(text.link()).isEqualTo(5);
    plain("1000号");
    assertThat(text.link()).isZero();
    plain("多少钱");
    assertThat(text.link()).isZero();
  }

  @Test
  void shouldTakeTheLongestCommentAndHalfASurrogate() {
    // When
    String long500 = plain("价".repeat(2) + "号码".repeat(249));
    String broken = plain("价\ud83d");

    // Then
    assertThat(long500).hasSize(502);
    assertThat(broken).startsWith("|价");
  }
}
