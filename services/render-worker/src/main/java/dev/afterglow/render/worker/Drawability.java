package dev.afterglow.render.worker;

import dev.afterglow.render.capacity.Capacity;
import dev.afterglow.render.capacity.PictureCost;
import dev.afterglow.render.capacity.ReferenceScene;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.EncoderChoice;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Whether this machine can draw and encode, and how much, found out once at the first question. It
 * measures unless the setting says how many slots there are.
 */
@Singleton
public class Drawability {
  private record Found(String renderer, Optional<String> missing, Capacity capacity) {}

  private final CompletableFuture<Found> found = new CompletableFuture<>();
  private final RenderConfig config;
  private boolean asked;

  Drawability(RenderConfig config) {
    this.config = config;
  }

  /** The GL renderer's own name, or empty where there is none. */
  public String renderer() {
    return look().renderer();
  }

  /** What is missing, in one sentence; empty when nothing is. */
  public Optional<String> missing() {
    return look().missing();
  }

  /** How many renders it holds. */
  public Capacity capacity() {
    return look().capacity();
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

  private Found ask() {
    Optional<String> codecs = Ffmpeg.missing();
    return switch (HeadlessContext.open()) {
      case Headless.Ready(HeadlessContext context) -> {
        try (context) {
          yield new Found(context.renderer(), codecs, capacity(context));
        }
      }
      case Headless.Absent(String reason) ->
          new Found("", Optional.of(reason), Capacity.set(1, PictureCost.UNKNOWN));
    };
  }

  private Capacity capacity(HeadlessContext context) {
    Optional<Integer> set = config.worker().slots();
    Optional<String> encoder =
        Ffmpeg.missing().isPresent()
            ? Optional.empty()
            : EncoderChoice.among(config.encoders()).chosen();
    if (set.isPresent() || encoder.isEmpty()) {
      return Capacity.set(set.orElse(1), PictureCost.UNKNOWN);
    }
    PictureCost cost = ReferenceScene.measure(context, encoder.get());
    return Capacity.of(cost, Runtime.getRuntime().availableProcessors(), context.software());
  }
}
