package dev.afterglow.commerce.room;

import static dev.afterglow.commerce.room.RoomFacts.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.comment.ChineseComments;
import dev.afterglow.facts.Happening;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionBoardTest {
  private final RoomFacts facts = new RoomFacts();
  private final RoomKernel kernel =
      new RoomKernel(RoomLimits.DEFAULT, new ChineseComments(RoomFacts.SPLIT));

  private void tell(long second, String viewer, Happening what) {
    kernel.apply(facts.of(second, viewer, what), at(second));
  }

  private void say(long second, String viewer, String text) {
    tell(second, viewer, new Happening.Comment(text));
  }

  private List<OpenQuestion> questions() {
    return kernel.figures(at(0)).detail().questions();
  }

  private List<String> ranked() {
    return questions().stream()
        .map(it -> it.intent() + " " + it.subject() + " " + it.askers())
        .toList();
  }

  @Test
  void shouldRankByAskersAndNotByRepeatsWhenOneViewerShouts() {
    // Given
    for (int i = 0; i < 50; i++) {
      say(1, "loud", "包邮吗");
    }
    say(1, "a", "多少钱");
    say(1, "b", "怎么卖");
    say(1, "c", "3号链接多少钱");

    // When / Then
    assertThat(ranked()).containsExactly("PRICE  2", "PRICE link:3 1", "SHIPPING  1");
    assertThat(questions().getLast().asks()).isEqualTo(50);
  }

  @Test
  void shouldPutTheExplainedProductFirst() {
    // Given
    say(1, "a", "有货吗");
    say(1, "b", "还有货吗");
    tell(2, "", new Happening.ExplainSegment("tea", true));
    say(3, "c", "多少钱");
    say(3, "d", "会掉色吗");
    say(3, "e", "掉不掉色");

    // When / Then
    assertThat(ranked()).containsExactly("QUALITY tea 2", "PRICE tea 1", "STOCK  2");
  }

  @Test
  void shouldCloseAQuestionWhenItIsAnsweredAndOpenItWhenItIsAskedAgain() {
    // Given
    say(1, "a", "多少钱");
    say(2, "b", "包邮吗");
    tell(3, "", new Happening.QuestionAnswered(Happening.Question.PRICE, ""));
    List<String> closed = ranked();

    // When
    say(70, "c", "多少钱");

    // Then
    assertThat(closed).containsExactly("SHIPPING  1");
    assertThat(ranked()).containsExactly("PRICE  1", "SHIPPING  1");
  }

  @Test
  void shouldForgetWhatNobodyAskedForTenMinutes() {
    // Given
    say(1, "a", "多少钱");
    say(130, "b", "包邮吗");

    // When
    tell(600, "c", new Happening.Heartbeat());

    // Then
    assertThat(ranked()).containsExactly("SHIPPING  1");
  }

  @Test
  void shouldKeepNeitherTextNorViewer() {
    // Given
    say(1, "viewer-pseudonym", "这个多少钱 我是张三");

    // When
    String state = new String(kernel.snapshot(), StandardCharsets.UTF_8);

    // Then: a word that is counted by itself is what the tally of words keeps.
    assertThat(state).doesNotContain("viewer-pseudonym").doesNotContain("这个多少钱 我是张三");
  }

  @Test
  void shouldStayBoundedWhenEveryLinkIsAsked() {
    // When
    for (int i = 1; i <= 999; i++) {
      say(1, "v" + i, i + "号多少钱");
    }

    // Then
    List<Byte> kinds = new ArrayList<>();
    kernel.changes((key, _) -> kinds.add(key[0]));
    assertThat(questions()).hasSize(20);
    assertThat(kinds.stream().filter(kind -> kind == PartKind.QUESTION))
        .hasSize(QuestionBoard.MOST_TOPICS);
  }
}
