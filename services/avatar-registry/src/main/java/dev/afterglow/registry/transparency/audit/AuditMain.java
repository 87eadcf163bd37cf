package dev.afterglow.registry.transparency.audit;

import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteVerifier;
import dev.afterglow.registry.transparency.StampJudge;
import dev.afterglow.registry.transparency.StampJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * {@code audit FOLDER --key KEY [--since CHECKPOINT]... [--tsa CERTIFICATE]...}: 0 whole, 1 not
 * whole, 2 not asked so.
 */
public final class AuditMain {
  private static final String USAGE =
      """
      Usage: audit FOLDER --key KEY [--since CHECKPOINT]... [--tsa CERTIFICATE]
        FOLDER      a copy of the log: checkpoint and tile/
        KEY         the log's verifier key, or a file that holds it; from elsewhere than FOLDER
        CHECKPOINT  a checkpoint file kept from before; the log must have grown from it
        CERTIFICATE a file with what the time-stamping authority signs with, PEM or DER, one or
                    more; from elsewhere than FOLDER. Without it timestamps are not judged
      """;

  private AuditMain() {}

  /** Runs the audit. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    try {
      return audit(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      return 2;
    } catch (IOException e) {
      System.err.println("a file cannot be read: " + e.getMessage());
      return 2;
    }
  }

  private static int audit(List<String> arguments) throws IOException {
    String folder = "";
    String key = "";
    List<String> since = new ArrayList<>();
    Optional<StampJudge> judge = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--key" -> key = value(arguments, ++i);
        case "--since" -> since.add(Files.readString(Path.of(value(arguments, ++i))));
        case "--tsa" -> judge = Optional.of(judge(Path.of(value(arguments, ++i))));
        default -> folder = arguments.get(i);
      }
    }
    if (folder.isEmpty() || key.isEmpty() || !Files.isDirectory(Path.of(folder))) {
      throw new IllegalArgumentException("name the log's folder and its key");
    }
    return tell(new Auditor(new LogFolder(Path.of(folder)), verifier(key), since, judge).audit());
  }

  /** What reads certificates and tokens stands apart: all else needs nothing but a JDK. */
  private static StampJudge judge(Path certificates) throws IOException {
    StampJudges found =
        ServiceLoader.load(StampJudges.class)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("--tsa needs the built registry's libraries"));
    return found.of(Files.readAllBytes(certificates));
  }

  private static String value(List<String> arguments, int at) {
    if (at >= arguments.size()) {
      throw new IllegalArgumentException(arguments.get(at - 1) + " needs a value");
    }
    return arguments.get(at);
  }

  private static NoteVerifier verifier(String key) throws IOException {
    Path file = Path.of(key);
    return NoteVerifier.parse(Files.isRegularFile(file) ? Files.readString(file).strip() : key);
  }

  private static int tell(Auditor.Report report) {
    report
        .head()
        .ifPresent(
            head ->
                System.out.printf(
                    "log %s%nentries %d about %d things%nroot %s%n",
                    head.origin(), head.size(), report.things(), head.root().hex()));
    for (Map.Entry<Kind, Long> count : new TreeMap<>(report.counts()).entrySet()) {
      System.out.printf("  %-18s %d%n", count.getKey().word(), count.getValue());
    }
    report
        .stamps()
        .forEach(
            (size, time) ->
                System.out.printf(
                    "stamp of the first %d entries: %s%n",
                    size, time.map(Instant::toString).orElse("not judged, no --tsa")));
    report.faults().forEach(fault -> System.out.println("FAULT " + fault));
    System.out.println(report.whole() ? "whole" : "NOT WHOLE");
    return report.whole() ? 0 : 1;
  }
}
