package dev.afterglow.render.frame;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What ended a loop or where it hangs, in words that a render's status can carry. */
final class LoopFault {
  private static final int INNERMOST = 4;

  private LoopFault() {}

  /** The exception itself, or one that names the error. */
  static RuntimeException of(Throwable thrown) {
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(
            thrown.getClass().getSimpleName() + ": " + thrown.getMessage(), thrown);
  }

  /** A thread's state and its innermost methods, e.g. {@code encode WAITING in a.B.c, d.E.f}. */
  static String where(Thread thread) {
    String methods =
        Arrays.stream(thread.getStackTrace())
            .limit(INNERMOST)
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .collect(Collectors.joining(", "));
    return thread.getName() + " " + thread.getState() + (methods.isEmpty() ? "" : " in " + methods);
  }
}
