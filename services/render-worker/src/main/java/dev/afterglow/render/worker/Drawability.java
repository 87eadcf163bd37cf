package dev.afterglow.render.worker;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.capacity.Capacity;
import dev.afterglow.render.capacity.PictureCost;
import dev.afterglow.render.capacity.ReferenceScene;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.EncoderChoice;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Whether this machine can draw and encode, and how much, found out once at the first question. It
 * measures unless the setting says how many slots there are.
 */
@Singleton
public class Drawability {
  private static final Log LOG = Log.of(Drawability.class);

  /** What was found out. */
  record Found(String renderer, Optional<String> missing, Capacity capacity) {}

  private final CompletableFuture<Found> found = new CompletableFuture<>();
  private final Supplier<Found> question;
  private boolean asked;

  @Inject
  Drawability(RenderConfig config) {
    this(() -> ask(config));
  }

  /** With another way to find out, which may fail as it likes. */
  Drawability(Supplier<Found> question) {
    this.question = question;
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
        Thread.ofPlatform().name("drawability").daemon().start(this::find);
      }
    }
    return found.join();
  }

  /** Whatever it throws is an answer: start-up, health and callers wait for one. */
  private void find() {
    try {
      found.complete(question.get());
    } catch (RuntimeException | Error e) {
      String kind = e.getClass().getSimpleName();
      LOG.error("this worker could not be measured", e, LogKey.EXCEPTION.is(kind));
      found.complete(
          new Found(
              "",
              Optional.of("this worker could not be measured: " + kind),
              Capacity.set(1, PictureCost.UNKNOWN)));
    }
  }

  private static Found ask(RenderConfig config) {
    Optional<String> codecs = Ffmpeg.missing();
    return switch (HeadlessContext.open()) {
      case Headless.Ready(HeadlessContext context) -> {
        try (context) {
          yield new Found(context.renderer(), codecs, capacity(config, context));
        }
      }
      case Headless.Absent(String reason) ->
          new Found("", Optional.of(reason), Capacity.set(1, PictureCost.UNKNOWN));
    };
  }

  private static Capacity capacity(RenderConfig config, HeadlessContext context) {
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
