package dev.afterglow.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process and its descendants have used so far.
 *
 * @param cpu processor time, user and system together
 * @param peakRssBytes the highest resident size, as Linux keeps it in {@code VmHWM}; elsewhere 0.
 *     For a process with descendants it is the sum, which counts shared pages more than once
 */
public record ProcessUsage(Duration cpu, long peakRssBytes) {
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");

  /** Reads the process' figures; empty when it is gone. */
  public static Optional<ProcessUsage> of(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(
            handle ->
                handle
                    .descendants()
                    .map(ProcessUsage::single)
                    .reduce(single(handle), ProcessUsage::plus));
  }

  private static ProcessUsage single(ProcessHandle handle) {
    return new ProcessUsage(
        handle.info().totalCpuDuration().orElse(Duration.ZERO), peakRss(handle.pid()));
  }

  private static long peakRss(long pid) {
    try {
      Matcher matcher =
          PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
    } catch (IOException gone) {
      return 0;
    }
  }

  private ProcessUsage plus(ProcessUsage other) {
    return new ProcessUsage(cpu.plus(other.cpu), peakRssBytes + other.peakRssBytes);
  }
}
