package dev.afterglow.commerce.room;

import java.util.Set;

/**
 * What a comment says, without its text.
 *
 * @param words the words worth counting, each once
 * @param intents the set of intents as {@link CommentIntent#bit} bits; 0 = not read for intents
 * @param sentiment how it feels
 * @param link the number of the link it names ("3号链接"), 1 to 999; 0 = none
 */
public record CommentReading(Set<String> words, int intents, Sentiment sentiment, int link) {
  public CommentReading {
    words = Set.copyOf(words);
  }

  /** Whether it has this intent. */
  public boolean has(CommentIntent intent) {
    return (intents & intent.bit()) != 0;
  }
}
