package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AgentTest {
  private final Stop stop = new Stop();
  private final CommandLine agent = Agent.commandLine(stop);

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
