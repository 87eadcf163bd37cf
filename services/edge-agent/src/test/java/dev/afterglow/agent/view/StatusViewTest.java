package dev.afterglow.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.agent.source.SourceReading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusViewTest {
  private static final SourceReading READING = new SourceReading(900, 59.8, 3, 4.2, 1, 2, 10_000);
  private static final List<SourceRow> ROWS =
      List.of(new SourceRow("livelink", "UDP 127.0.0.1:11111", READING));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void shouldWriteNoControlCharactersWhenThereIsNoTerminal() {
    // Given
    StatusView view = new StatusView(new PrintStream(bytes, true), false, 80);

    // When
    view.show("agent", ROWS, List.of("link open"));

    // Then
    assertThat(text())
        .isEqualToIgnoringNewLines(
            "livelink 59.8/s lost 3 delay 4 ms unread 1 refused 2; link open");
  }

  @Test
  void shouldWriteAtOnceWhenLinkChanges() {
    // Given
    StatusView view = new StatusView(new PrintStream(bytes, true), false, 80);

    // When
    view.show("agent", ROWS, List.of("open, 1 sent"));
    view.show("agent", ROWS, List.of("open, 2 sent"));
    view.show("agent", ROWS, List.of("lost, tries again"));

    // Then
    assertThat(text().lines()).hasSize(2).last().asString().contains("lost");
  }

  @Test
  void shouldRedrawInPlaceWhenThereIsTerminal() {
    // Given
    StatusView view = new StatusView(new PrintStream(bytes, true), true, 40);

    // When
    view.show("agent", ROWS, List.of("link"));
    view.show("agent", ROWS, List.of("link"));

    // Then
    assertThat(text()).contains("\u001b[4A").contains("\u001b[J");
    assertThat(text().lines().map(line -> line.replaceAll("\u001b\\[[0-9]*[AJK]|\r", "")))
        .allMatch(line -> line.length() <= 40);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
