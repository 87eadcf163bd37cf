package dev.afterglow.registry.storage;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one of many questions that were asked together got: where one is refused or cannot be read,
 * the others are answered all the same.
 */
public sealed interface Answer<T> {

  /** The value, or the refusal thrown. */
  T get();

  /** What follows from the value; a refusal stays one. */
  default <R> Answer<R> map(Function<T, R> step) {
    return of(() -> step.apply(get()));
  }

  /** A value. */
  record Given<T>(T get) implements Answer<T> {}

  /** A refusal. */
  record Refused<T>(RuntimeException why) implements Answer<T> {
    @Override
    public T get() {
      throw why;
    }
  }

  /** What a step gives or throws. */
  static <T> Answer<T> of(Supplier<T> step) {
    try {
      return new Given<>(step.get());
    } catch (RuntimeException e) {
      return new Refused<>(e);
    }
  }
}
