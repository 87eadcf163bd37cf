package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program behind {@code gradle-free-scripts/agent} as a process of its own. */
final class AgentProgram implements AutoCloseable {
  private static final long LIMIT_S = 60;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private AgentProgram(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().name("agent-output").daemon().start(this::read);
  }

  /** What it came to: the exit code and all that it said. */
  record Outcome(int code, List<String> lines) {
    private static final Pattern ENDED =
        Pattern.compile("the service has frame (\\d+) of (\\d+), (\\d+) dropped");
    private static final Pattern SOUND = Pattern.compile("(\\d+) packets of sound, (\\d+) dropped");

    /** How many frames the agent captured, by its own last words. */
    long frames() {
      return Long.parseLong(found(ENDED).group(2));
    }

    /** How many of them it dropped. */
    long framesDropped() {
      return Long.parseLong(found(ENDED).group(3));
    }

    /** How many packets of sound it had for the drive. */
    long packets() {
      return Long.parseLong(found(SOUND).group(1));
    }

    /** How many of them it dropped. */
    long packetsDropped() {
      return Long.parseLong(found(SOUND).group(2));
    }

    /** The last place where it said such a thing. */
    Matcher found(Pattern pattern) {
      return lines.reversed().stream()
          .map(pattern::matcher)
          .filter(Matcher::find)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no '%s' in %s".formatted(pattern, lines)));
    }
  }

  /** Runs it without a terminal, with the flags of the script. */
  static AgentProgram start(String... arguments) throws IOException {
    return start(false, arguments);
  }

  /** Runs it as in a terminal, as far as the program is told. */
  static AgentProgram startWatched(String... arguments) throws IOException {
    return start(true, arguments);
  }

  private static AgentProgram start(boolean watched, String... arguments) throws IOException {
    Path agent = Checkout.installation().root().resolve("services/edge-agent/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dafterglow.terminal=" + watched,
                "-cp",
                agent.resolve("classes") + ":" + agent.resolve("lib") + "/*",
                "dev.afterglow.agent.cli.Agent"));
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
    program.environment().put("TERM", "xterm");
    return new AgentProgram(program.start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | RuntimeException ended) {
      lines.add("(the output ended: " + ended.getMessage() + ")");
    }
  }

  /** Everything that it has said so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Asks it to end in order, and waits. */
  Outcome stop() throws Exception {
    // Not Process.destroy(), which would also close what it has yet to say.
    process.toHandle().destroy();
    return awaitEnd();
  }

  /** Waits for its end. */
  Outcome awaitEnd() throws Exception {
    assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).as("it ended: %s", lines).isTrue();
    reader.join(TimeUnit.SECONDS.toMillis(10));
    return new Outcome(process.exitValue(), List.copyOf(lines));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
