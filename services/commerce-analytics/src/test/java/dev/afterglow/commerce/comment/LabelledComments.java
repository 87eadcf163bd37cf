package dev.afterglow.commerce.comment;

import dev.afterglow.commerce.room.CommentIntent;
import dev.afterglow.commerce.room.Sentiment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Hand-labelled comments; the folder's README says how they came about. */
final class LabelledComments {
  record Labelled(Set<CommentIntent> intents, Sentiment sentiment, String text) {}

  /** How well an intent is found. */
  record Score(CommentIntent intent, int found, int wrong, int missed) {
    double precision() {
      return found + wrong == 0 ? 0 : (double) found / (found + wrong);
    }

    double recall() {
      return found + missed == 0 ? 0 : (double) found / (found + missed);
    }

    double f1() {
      return 2.0 * found / (2.0 * found + wrong + missed);
    }

    @Override
    public String toString() {
      return "%s precision %.3f recall %.3f F1 %.3f of %d"
          .formatted(intent, precision(), recall(), f1(), found + missed);
    }
  }

  private LabelledComments() {}

  static List<Labelled> read(String file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    LabelledComments.class.getResourceAsStream("/comments/" + file)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(LabelledComments::labelled)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Labelled labelled(String line) {
    String[] cells = line.split("\t", 3);
    Set<CommentIntent> intents = EnumSet.noneOf(CommentIntent.class);
    Arrays.stream(cells[0].split(",")).map(CommentIntent::valueOf).forEach(intents::add);
    Sentiment sentiment =
        switch (cells[1]) {
          case "+" -> Sentiment.POSITIVE;
          case "-" -> Sentiment.NEGATIVE;
          case "0" -> Sentiment.NEUTRAL;
          default -> throw new IllegalArgumentException("no sentiment: " + cells[1]);
        };
    return new Labelled(intents, sentiment, cells[2]);
  }

  static Set<CommentIntent> intents(int read) {
    Set<CommentIntent> intents = EnumSet.noneOf(CommentIntent.class);
    for (CommentIntent intent : CommentIntent.values()) {
      if ((read & intent.bit()) != 0) {
        intents.add(intent);
      }
    }
    return intents;
  }

  static Sentiment sentiment(int read) {
    return Sentiment.values()[read >> 16 & 3];
  }

  static List<Score> scores(IntentReader reader, List<Labelled> comments) {
    return Arrays.stream(CommentIntent.values())
        .map(intent -> score(reader, comments, intent))
        .toList();
  }

  private static Score score(IntentReader reader, List<Labelled> comments, CommentIntent intent) {
    int found = 0;
    int wrong = 0;
    int missed = 0;
    for (Labelled comment : comments) {
      boolean says = intents(reader.read(comment.text())).contains(intent);
      boolean is = comment.intents().contains(intent);
      found += says && is ? 1 : 0;
      wrong += says && !is ? 1 : 0;
      missed += !says && is ? 1 : 0;
    }
    return new Score(intent, found, wrong, missed);
  }

  static double sentimentAccuracy(IntentReader reader, List<Labelled> comments) {
    long right =
        comments.stream()
            .filter(comment -> sentiment(reader.read(comment.text())) == comment.sentiment())
            .count();
    return (double) right / comments.size();
  }
}
