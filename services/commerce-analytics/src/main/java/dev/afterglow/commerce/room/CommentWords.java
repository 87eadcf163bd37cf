package dev.afterglow.commerce.room;

import java.util.Set;

/** Reads comments. */
@FunctionalInterface
public interface CommentWords {
  /** The words of a comment that are worth counting, each once; empty when it holds none. */
  Set<String> of(String text);

  /** Words, intents and sentiment; a reader of words alone finds neither of the others. */
  default CommentReading read(String text) {
    return new CommentReading(of(text), 0, Sentiment.NEUTRAL, 0);
  }
}
