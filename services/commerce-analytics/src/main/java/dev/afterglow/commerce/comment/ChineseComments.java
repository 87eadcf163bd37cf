package dev.afterglow.commerce.comment;

import dev.afterglow.commerce.room.CommentReading;
import dev.afterglow.commerce.room.CommentWords;
import dev.afterglow.commerce.room.Sentiment;
import java.util.Set;

/** Reads Chinese comments: intents and sentiment by phrases first, then words by a segmenter. */
public final class ChineseComments implements CommentWords {
  private static final Sentiment[] SENTIMENTS = Sentiment.values();

  private final IntentReader intents = new IntentReader();
  private final CommentWords words;

  /** A reader whose words are found by another. */
  public ChineseComments(CommentWords words) {
    this.words = words;
  }

  @Override
  public Set<String> of(String text) {
    return words.of(text);
  }

  @Override
  public CommentReading read(String text) {
    int read = intents.read(text);
    return new CommentReading(
        words.of(text), read & 0x3FFF, SENTIMENTS[read >> 16 & 3], read >> 20);
  }
}
