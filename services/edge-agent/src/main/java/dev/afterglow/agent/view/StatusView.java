package dev.afterglow.agent.view;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The live view. On a terminal it redraws itself in place; elsewhere it writes a plain line every
 * five seconds, and at once when a source or the link changes. For one thread.
 */
public final class StatusView {
  /** How often {@link #show} is to be called: ten times in five seconds. */
  public static final long EVERY_MS = 500;

  private static final int PLAIN_EVERY = 10;
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final char BELL = 7;
  private static final String INVERSE = "\u001b[7;1m%s\u001b[0m";
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_LINE_END = "\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final int columns;
  private int drawn;
  private int calls;
  private String lastWords = "";

  /**
   * A view that has shown nothing.
   *
   * @param terminal whether the cursor can be moved there
   * @param columns the terminal's width; longer lines are cut, so that one line stays one
   */
  public StatusView(PrintStream out, boolean terminal, int columns) {
    this.out = out;
    this.terminal = terminal;
    this.columns = columns;
  }

  /**
   * Shows the state of things.
   *
   * @param title one line above the table
   * @param rows the sources
   * @param link one line each about what becomes of the drive
   */
  public void show(String title, List<SourceRow> rows, List<String> link) {
    if (terminal) {
      draw(title, rows, link);
    } else {
      write(rows, link);
    }
  }

  /** A line that stays, above the view. */
  public void say(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  /** Something for the person to do now: it rings, stands out, and stays above the view. */
  public void ask(List<String> lines) {
    erase();
    out.print(BELL);
    for (String line : lines) {
      String all = " PLEASE NOW: " + line + " ";
      out.println(terminal ? INVERSE.formatted(cut(all)) : all.strip());
    }
    out.flush();
  }

  private void draw(String title, List<SourceRow> rows, List<String> link) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    if (!rows.isEmpty()) {
      lines.add(SourceRow.heads());
    }
    rows.forEach(row -> lines.add(row.text()));
    lines.addAll(link);
    StringBuilder picture = new StringBuilder();
    if (drawn > 0) {
      picture.append(UP.formatted(drawn)).append('\r');
    }
    for (String line : lines) {
      picture.append(cut(line)).append(CLEAR_LINE_END).append('\n');
    }
    out.print(picture.append(CLEAR_BELOW));
    out.flush();
    drawn = lines.size();
  }

  private void write(List<SourceRow> rows, List<String> link) {
    List<String> parts = new ArrayList<>();
    rows.stream().filter(SourceRow::heard).forEach(row -> parts.add(row.words()));
    parts.addAll(link);
    // Figures change all the time; what is told at once is a change of words.
    String words = link.isEmpty() ? "" : DIGITS.matcher(link.getFirst()).replaceAll("");
    boolean due = calls++ % PLAIN_EVERY == 0;
    if (due || !words.equals(lastWords)) {
      out.println(parts.isEmpty() ? "nothing heard yet" : String.join("; ", parts));
      out.flush();
    }
    lastWords = words;
  }

  private void erase() {
    if (drawn > 0) {
      out.print(UP.formatted(drawn) + "\r" + CLEAR_BELOW);
      drawn = 0;
    }
  }

  private String cut(String line) {
    return line.length() <= columns ? line : line.substring(0, columns);
  }
}
