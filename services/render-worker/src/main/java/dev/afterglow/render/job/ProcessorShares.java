package dev.afterglow.render.job;

import dev.afterglow.render.encode.StreamFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Shares out what the processors worked in this process among the renders that ran meanwhile, by
 * the pixels that each encoded. Drawing, conversion and encoding run on threads of native libraries
 * that serve all renders, so that nothing finer can be known. For one thread.
 */
final class ProcessorShares {
  private final LongSupplier processNanos;
  private final Map<String, Long> framesBefore = new HashMap<>();
  private long nanosBefore;

  /**
   * What was worked before does not count.
   *
   * @param processNanos what all processors worked for this process so far
   */
  ProcessorShares(LongSupplier processNanos) {
    this.processNanos = processNanos;
    this.nanosBefore = processNanos.getAsLong();
  }

  /**
   * A render as far as sharing goes.
   *
   * @param frames encoded so far
   * @param takes gets what the processors worked for it, nanoseconds
   */
  record Part(String renderId, StreamFormat format, long frames, LongConsumer takes) {
    private long pixels(long framesNew) {
      return framesNew * format.width() * format.height();
    }
  }

  /** Shares out what was worked since the last call; nobody gets what fell between renders. */
  void share(Collection<Part> parts) {
    long now = processNanos.getAsLong();
    long worked = now - nanosBefore;
    nanosBefore = now;
    Map<Part, Long> pixels = new HashMap<>();
    long all = 0;
    for (Part part : parts) {
      long drawn = part.pixels(part.frames - framesBefore.getOrDefault(part.renderId, 0L));
      framesBefore.put(part.renderId, part.frames);
      pixels.put(part, drawn);
      all += drawn;
    }
    for (Map.Entry<Part, Long> drawn : pixels.entrySet()) {
      if (drawn.getValue() > 0) {
        drawn.getKey().takes.accept(Math.round((double) worked * drawn.getValue() / all));
      }
    }
    framesBefore.keySet().retainAll(parts.stream().map(Part::renderId).toList());
  }
}
