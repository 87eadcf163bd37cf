package dev.afterglow.render.scene;

import java.util.Optional;

/** What a change does to one part of a scene. */
public sealed interface Part<T> {
  /** What shows afterwards, given what showed before. */
  Optional<T> over(Optional<T> before);

  /** Leaves it. */
  record Keep<T>() implements Part<T> {
    @Override
    public Optional<T> over(Optional<T> before) {
      return before;
    }
  }

  /** Takes it away. */
  record Take<T>() implements Part<T> {
    @Override
    public Optional<T> over(Optional<T> before) {
      return Optional.empty();
    }
  }

  /** Puts it there. */
  record Put<T>(T value) implements Part<T> {
    @Override
    public Optional<T> over(Optional<T> before) {
      return Optional.of(value);
    }
  }

  /** Leaves it. */
  static <T> Part<T> keep() {
    return new Keep<>();
  }

  /** Takes it away. */
  static <T> Part<T> take() {
    return new Take<>();
  }

  /** Puts it there. */
  static <T> Part<T> put(T value) {
    return new Put<>(value);
  }

  /** This change and then that one, as one. */
  default Part<T> then(Part<T> next) {
    return next instanceof Keep<T> ? this : next;
  }
}
