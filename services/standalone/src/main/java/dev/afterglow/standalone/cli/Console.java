package dev.afterglow.standalone.cli;

import java.io.PrintStream;

/**
 * Where words go. Results are on standard output; with {@code --json} that is the one JSON object
 * and everything else moves to standard error.
 */
final class Console {
  private final PrintStream results;
  private final PrintStream words;
  private final PrintStream errors;

  Console(PrintStream out, PrintStream err, boolean json) {
    this.results = out;
    this.words = json ? err : out;
    this.errors = err;
  }

  /** A line for the person. */
  synchronized void say(String line) {
    words.println(line);
    words.flush();
  }

  /** The one clear sentence of a failure. */
  synchronized void fail(String sentence) {
    errors.println("afterglow: " + sentence);
    errors.flush();
  }

  /** The result that a program reads. */
  synchronized void result(String line) {
    results.println(line);
    results.flush();
  }
}
