package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The program behind {@code live} as a process of its own, the way a person or a script runs it.
 */
final class LiveProgram implements AutoCloseable {
  private static final String MARK = "AFTERGLOW_TEST_MARK";
  private static final int END_OF_TEXT = 3;
  private static final long LIMIT_S = 180;

  private final Path data;
  private final String mark;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private LiveProgram(Path data, String mark, Process process) {
    this.data = data;
    this.mark = mark;
    this.process = process;
    this.reader = Thread.ofPlatform().name("output").daemon().start(this::read);
  }

  /** What it came to: exit code, the lines of failures, and all lines in their order. */
  record Outcome(int code, List<String> sentences, List<String> lines) {
    /** The value behind a name in the summary, the last one when there are several. */
    String row(String name) {
      return lines.stream()
          .filter(line -> line.startsWith("  " + name + " "))
          .map(line -> line.strip().substring(name.length()).strip())
          .reduce((first, second) -> second)
          .orElseGet(() -> fail("no row " + name + " in " + lines));
    }
  }

  /** Runs it without a terminal: standard error comes along with standard output. */
  static LiveProgram start(Path data, List<String> jvmOptions, String... options)
      throws IOException {
    return begin(data, command(data, jvmOptions, options));
  }

  /**
   * Runs it in a terminal of its own, where Ctrl-C goes to every process in the foreground. Signals
   * that whoever runs the tests may ignore are set back first.
   */
  static LiveProgram inTerminal(Path data, String... options) throws IOException {
    StringBuilder line =
        new StringBuilder("exec " + Checkout.program("env") + " --default-signal=INT,HUP,TERM");
    for (String word : command(data, List.of(), options)) {
      line.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    return begin(data, List.of(Checkout.program("script"), "-qefc", line.toString(), "/dev/null"));
  }

  private static LiveProgram begin(Path data, List<String> command) throws IOException {
    String mark = UUID.randomUUID().toString();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(MARK, mark);
    return new LiveProgram(data, mark, builder.start());
  }

  private static List<String> command(Path data, List<String> jvmOptions, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dafterglow.home=" + Checkout.installation().root()));
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.afterglow.standalone.cli.Live"));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(options));
    return command;
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      // The terminal shows a typed Ctrl-C in the line where it comes.
      output.lines().map(line -> line.replace("\r", "").replace("^C", "")).forEach(lines::add);
    } catch (IOException | RuntimeException ended) {
      lines.add("(the output ended: " + ended.getMessage() + ")");
    }
  }

  /** Waits for a line that holds the text. */
  void awaitLine(String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    while (lines.stream().noneMatch(line -> line.contains(text))) {
      assertThat(process.isAlive()).as("still runs, waiting for '%s' in %s", text, lines).isTrue();
      assertThat(System.nanoTime()).as("deadline for '%s' in %s", text, lines).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Types Ctrl-C into the terminal. */
  void typeCtrlC() throws IOException {
    process.getOutputStream().write(END_OF_TEXT);
    process.getOutputStream().flush();
  }

  /** Waits for its end, and fails when anything that it started is still there. */
  Outcome awaitEnd() throws Exception {
    assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).as("it ended: %s", lines).isTrue();
    assertThat(leftovers()).as("processes left behind").isEmpty();
    reader.join(TimeUnit.SECONDS.toMillis(10));
    return new Outcome(
        process.exitValue(),
        lines.stream().filter(line -> line.startsWith("afterglow: ")).toList(),
        List.copyOf(lines));
  }

  /**
   * Processes of this run. Some servers overwrite their environment with their title, so the folder
   * in the command line and the working directory tell too.
   */
  private List<String> leftovers() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.pid() != ProcessHandle.current().pid() && isOurs(one))
        .map(one -> one.pid() + " " + one.info().commandLine().orElse(""))
        .toList();
  }

  private boolean isOurs(ProcessHandle one) {
    Path proc = Path.of("/proc", Long.toString(one.pid()));
    return one.info().commandLine().orElse("").contains(data.toString())
        || holds(proc.resolve("environ"), mark)
        || isBelow(proc.resolve("cwd"));
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException goneOrForeign) {
      return false;
    }
  }

  private boolean isBelow(Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith(data);
    } catch (IOException goneOrForeign) {
      return false;
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
