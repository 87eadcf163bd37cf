package dev.afterglow.render.worker;

import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether this machine can draw and encode, found out once at the first question. */
@Singleton
public class Drawability {
  private record Found(String renderer, Optional<String> missing) {}

  private final CompletableFuture<Found> found = new CompletableFuture<>();
  private boolean asked;

  /** The GL renderer's own name, or empty where there is none. */
  public String renderer() {
    return look().renderer();
  }

  /** What is missing, in one sentence; empty when nothing is. */
  public Optional<String> missing() {
    return look().missing();
  }

  private Found look() {
    synchronized (this) {
      if (!asked) {
        asked = true;
        // A context belongs to its thread, and a caller's thread may belong to somebody else's.
        Thread.ofPlatform().name("drawability").daemon().start(() -> found.complete(ask()));
      }
    }
    return found.join();
  }

  private static Found ask() {
    Optional<String> codecs = Ffmpeg.missing();
    return switch (HeadlessContext.open()) {
      case Headless.Ready(HeadlessContext context) -> {
        String renderer = context.renderer();
        context.close();
        yield new Found(renderer, codecs);
      }
      case Headless.Absent(String reason) -> new Found("", Optional.of(reason));
    };
  }
}
