package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AgentTest {
  @TempDir Path folder;

  private final Stop stop = new Stop();
  private final CommandLine agent = Agent.commandLine(stop, new FakeSoundCard());

  @Test
  void shouldDocumentExamplesAndExitCodesWhenAskedForHelp() {
    // Given
    StringWriter out = new StringWriter();
    agent.setOut(new PrintWriter(out));

    // When
    int code = agent.execute("--help");

    // Then
    assertThat(code).isZero();
    assertThat(out.toString()).contains("Examples:").contains("Exit codes:").contains("run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--as Suit", "--rank body=10", "--rank hand=1"})
  void shouldEndWithUsageCodeWhenRoleIsWrong(String arguments) throws Exception {
    // Given
    String drive = " --drive 0197f000-0000-7000-8000-0000000000d1 --drive-token-file ";
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");

    // When
    int code = agent.execute(("run --to 127.0.0.1:9" + drive + token + " " + arguments).split(" "));

    // Then
    assertThat(code).isEqualTo(ExitCode.USAGE.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run --source kinect", "run --for soon", "dance", "run --listen no.such."})
  void shouldEndWithUsageCodeWhenOptionIsWrong(String arguments) {
    assertThat(agent.execute(arguments.split(" "))).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void shouldEndWithPortCodeWhenNamedPortIsTaken() throws Exception {
    // Given
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      // When
      int code = agent.execute("run", "--source", "vmc:" + taken.getLocalPort());

      // Then
      assertThat(code).isEqualTo(ExitCode.PORT_BUSY.code());
    }
  }

  @Test
  void shouldEndInOrderWhenStopped() {
    // Given
    stop.ask();

    // When
    int code = agent.execute("run", "--source", "vmc:0");

    // Then
    assertThat(code).isZero();
  }
}
