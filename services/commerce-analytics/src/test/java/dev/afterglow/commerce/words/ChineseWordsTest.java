package dev.afterglow.commerce.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChineseWordsTest {
  private final ChineseWords words = new ChineseWords();

  @Test
  void shouldKeepTheTermsOfLiveRoomsWhole() {
    // When / Then
    assertThat(words.of("有运费险吗？能不能便宜点")).containsExactlyInAnyOrder("运费险", "便宜");
    assertThat(words.of("主播这个多少钱啊")).containsExactly("主播");
    assertThat(words.of("什么时候发货 包邮吗")).containsExactlyInAnyOrder("发货", "包邮");
  }

  @Test
  void shouldNormaliseAndLeaveOutDigitsAndSigns() {
    // When / Then: full-width digits, a link's number, punctuation, emoji.
    assertThat(words.of("１号链接怎么拍")).containsExactly("链接");
    assertThat(words.of("666 123！！！")).isEmpty();
    assertThat(words.of("😀👍")).isEmpty();
    assertThat(words.of("身高160体重100")).containsExactlyInAnyOrder("身高", "体重");
  }

  @Test
  void shouldCountAWordOnceAComment() {
    // When / Then
    assertThat(words.of("好看好看好看")).containsExactly("好看");
  }
}
