package dev.afterglow.render.frame;

/** What ended a loop, in words that a render's status can carry. */
final class LoopFault {
  private LoopFault() {}

  /** The exception itself, or one that names the error. */
  static RuntimeException of(Throwable thrown) {
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(
            thrown.getClass().getSimpleName() + ": " + thrown.getMessage(), thrown);
  }
}
