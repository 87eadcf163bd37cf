package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One kind of drive in the table of error rates: its worst run, never an average. For one thread.
 */
final class Row {
  private final String name;
  private final boolean genuine;
  private int windows;
  private int runs;
  private double worstLive;
  private double worstDoubted;
  private double worstMissed;
  private double worstCondemned;
  private double slowestS;
  private int unnoticed;
  private int uncondemned;

  Row(String name, boolean genuine) {
    this.name = name;
    this.genuine = genuine;
  }

  /** Adds a run; windows that begin before {@code fromS} do not count. */
  void add(List<DriveWindow> all, double fromS) {
    List<DriveWindow> counted = new ArrayList<>();
    for (DriveWindow window : all) {
      if (window.startUs() >= fromS * 1e6 - 1) {
        counted.add(window);
      }
    }
    runs++;
    windows += counted.size();
    double live = share(counted, Verdict.Name.LIVE);
    double notLive = share(counted, Verdict.Name.NOT_LIVE);
    worstLive = Math.max(worstLive, live);
    worstDoubted = Math.max(worstDoubted, 1 - live);
    worstMissed = Math.max(worstMissed, 1 - notLive);
    worstCondemned = Math.max(worstCondemned, notLive);
    unnoticed += live == 1 ? 1 : 0;
    uncondemned += notLive == 0 ? 1 : 0;
    slowestS = Math.max(slowestS, firstDoubtS(counted, fromS));
  }

  /** The worst run's share of windows taken for a live human. */
  double worstLive() {
    return worstLive;
  }

  /** The worst run's share of windows taken for no human. */
  double worstCondemned() {
    return worstCondemned;
  }

  /** The worst run's share of windows in doubt or worse. */
  double worstDoubted() {
    return worstDoubted;
  }

  /** Runs in which no window was in doubt. */
  int unnoticed() {
    return unnoticed;
  }

  String name() {
    return name;
  }

  /** A line of a Markdown table. */
  String line() {
    return genuine
        ? String.format(
            Locale.ROOT,
            "| %s | %d | %d | %s | %s | %s |",
            name,
            runs,
            windows,
            percent(worstCondemned),
            percent(worstDoubted),
            percent(Math.max(worstCondemned, 1 - Math.pow(0.05, 1.0 / windows))))
        : String.format(
            Locale.ROOT,
            "| %s | %d | %d | %s | %s | %d | %d | %.0f s |",
            name,
            runs,
            windows,
            percent(worstLive),
            percent(worstMissed),
            unnoticed,
            uncondemned,
            slowestS);
  }

  private static double share(List<DriveWindow> windows, Verdict.Name name) {
    long count = windows.stream().filter(it -> it.verdict().name() == name).count();
    return windows.isEmpty() ? 0 : (double) count / windows.size();
  }

  private static double firstDoubtS(List<DriveWindow> counted, double fromS) {
    for (DriveWindow window : counted) {
      if (window.verdict().name() != Verdict.Name.LIVE) {
        return window.endUs() / 1e6 - fromS;
      }
    }
    return counted.isEmpty() ? 0 : counted.getLast().endUs() / 1e6 - fromS;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
