package dev.afterglow.commerce.words;

import dev.afterglow.commerce.room.CommentWords;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Words whose dictionary loads in a thread of its own, while the rest of the service starts. Who
 * asks before it is there waits.
 */
public final class WordsSoon implements CommentWords {
  private final CompletableFuture<CommentWords> words;

  /** Begins to load. */
  public WordsSoon(Supplier<CommentWords> load) {
    words =
        CompletableFuture.supplyAsync(
            load, task -> Thread.ofPlatform().daemon().name("words-load").start(task));
  }

  /**
   * Waits until they are there.
   *
   * @throws java.util.concurrent.CompletionException when they could not be loaded
   */
  public void await() {
    var _ = words.join();
  }

  @Override
  public Set<String> of(String text) {
    return words.join().of(text);
  }
}
