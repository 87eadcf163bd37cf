package dev.afterglow.commerce.room;

import java.util.Set;

/** Finds the words of a comment that are worth counting, each once. */
@FunctionalInterface
public interface CommentWords {
  /** The words; empty when the comment holds none. */
  Set<String> of(String text);
}
