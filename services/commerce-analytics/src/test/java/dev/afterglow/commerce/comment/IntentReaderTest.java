package dev.afterglow.commerce.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.comment.LabelledComments.Labelled;
import dev.afterglow.commerce.comment.LabelledComments.Score;
import dev.afterglow.commerce.room.CommentIntent;
import dev.afterglow.commerce.room.Sentiment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentReaderTest {
  private static final IntentReader READER = new IntentReader();

  @Test
  void shouldFindPriceQuestionsWhenTheCommentsWereHeldOut() {
    // Given
    List<Labelled> comments = LabelledComments.read("held-out.tsv");

    // When
    Score price = LabelledComments.scores(READER, comments).getFirst();

    // Then
    assertThat(price.intent()).isEqualTo(CommentIntent.PRICE);
    assertThat(price.f1()).as(price.toString()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void shouldFindEveryIntentAndFeelingWhenTheCommentsWereHeldOut() {
    // Given
    List<Labelled> comments = LabelledComments.read("held-out.tsv");

    // When
    List<Score> scores = LabelledComments.scores(READER, comments);
    double sentiment = LabelledComments.sentimentAccuracy(READER, comments);

    // Then: goals are macro F1 0.93 and sentiment 0.88.
    double macro = scores.stream().mapToDouble(Score::f1).average().orElseThrow();
    scores.forEach(System.out::println);
    System.out.printf("macro F1 %.3f, sentiment right %.3f%n", macro, sentiment);
    assertThat(macro).as(scores.toString()).isGreaterThanOrEqualTo(0.93);
    assertThat(sentiment).isGreaterThanOrEqualTo(0.88);
  }

  @ParameterizedTest
  @ValueSource(strings = {"held-out.tsv", "authoring.tsv"})
  void shouldCoverEveryIntentWithLabelledComments(String file) {
    // When
    List<Labelled> comments = LabelledComments.read(file);

    // Then
    assertThat(comments).hasSizeGreaterThan(200);
    assertThat(comments.stream().flatMap(comment -> comment.intents().stream()).distinct())
        .containsExactlyInAnyOrder(CommentIntent.values());
  }

  @Test
  void shouldReadTheSameWhenManyThreadsRead() {
    // Given
    List<Labelled> comments = LabelledComments.read("authoring.tsv");
    int[] alone = comments.stream().mapToInt(it -> READER.read(it.text())).toArray();

    // When
    int[] together =
        IntStream.range(0, comments.size() * 20)
            .parallel()
            .map(i -> READER.read(comments.get(i % comments.size()).text()))
            .toArray();

    // Then
    for (int i = 0; i < together.length; i++) {
      assertThat(together[i]).isEqualTo(alone[i % alone.length]);
    }
  }

  @Test
  void shouldFeelNeutralFirstWhenAGoodWordIsAsked() {
    // When / Then
    assertThat(LabelledComments.sentiment(READER.read("好用"))).isEqualTo(Sentiment.POSITIVE);
    assertThat(LabelledComments.sentiment(READER.read("好用吗"))).isEqualTo(Sentiment.NEUTRAL);
    assertThat(LabelledComments.sentiment(READER.read("不好用"))).isEqualTo(Sentiment.NEGATIVE);
  }
}
