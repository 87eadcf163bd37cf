package dev.afterglow.tape.livelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.tape.FileFuzz;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiveLinkTapeTest {
  private static final String HEAD =
      "Timecode,BlendShapeCount,JawOpen,EyeBlinkLeft,HeadYaw,HeadPitch,HeadRoll,LeftEyeYaw\n";

  @TempDir Path folder;

  @Test
  void shouldBindByColumnNameWhenColumnsAreInAnyOrder() throws IOException {
    // Given
    Path file =
        tape(
            HEAD
                + "15:38:11:58.500,61,0.25,0.5,0.2,0,0,0.01\n"
                + "15:38:11:59.500,61,0.5,0.25,0,0.1,0,0.01\n"
                + "15:38:12:00.500,0,,,,,,\n");

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    List<MotionFrame> frames = tape.toList();
    assertThat(frames).extracting(MotionFrame::timeUs).containsExactly(0L, 16_667L, 33_333L);
    assertThat(frames.get(0).shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.25f);
    assertThat(frames.get(0).shapes().get(ArkitShape.EYE_BLINK_LEFT)).isEqualTo(0.5f);
    Rotation yaw = frames.get(0).head().orElseThrow().rotation();
    assertThat(yaw.y()).isCloseTo((float) Math.sin(0.1), within(1e-6f));
    assertThat(frames.get(2).shapes().count()).as("a row without a face").isZero();
    assertThat(frames.get(2).head()).isEmpty();
    assertThat(((LiveLinkTape) tape).framesPerSecond()).isEqualTo(60);
  }

  @Test
  void shouldRunOnWhenTakeCrossesMidnight() throws IOException {
    // Given
    Path file = tape("Timecode,JawOpen\n23:59:59:29.0,0\n00:00:00:00.0,0\n00:00:00:01.0,0\n");

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    assertThat(tape.toList()).extracting(MotionFrame::timeUs).containsExactly(0L, 33_333L, 66_666L);
  }

  static List<Arguments> badTapes() {
    String row = "15:38:11:07.684,61,0.25,0.5,0.2,0,0,0\n";
    return List.of(
        Arguments.of("", TapeFault.EMPTY, 0),
        Arguments.of(HEAD, TapeFault.EMPTY, 0),
        Arguments.of("JawOpen,EyeBlinkLeft\n0,0\n", TapeFault.MALFORMED, 1),
        Arguments.of("Timecode,JawOpening\n", TapeFault.UNKNOWN_SHAPE, 1),
        Arguments.of("Timecode,JawOpen,jawOpen\n", TapeFault.TWICE, 1),
        Arguments.of(HEAD + row + row, TapeFault.TIME_RAN_BACKWARDS, 3),
        Arguments.of(HEAD + "15:38:11:07.684,61,NaN,0,0,0,0,0\n", TapeFault.NOT_A_NUMBER, 2),
        Arguments.of(HEAD + "15:38:11:07.684,61,1.5,0,0,0,0,0\n", TapeFault.OUT_OF_RANGE, 2),
        Arguments.of(HEAD + "15:38:11:07.684,61,0,0,99,0,0,0\n", TapeFault.OUT_OF_RANGE, 2),
        Arguments.of(HEAD + "15:38:11:07.684,61,x,0,0,0,0,0\n", TapeFault.MALFORMED, 2),
        Arguments.of(HEAD + "25:38:11:07.684,61,0,0,0,0,0,0\n", TapeFault.MALFORMED, 2),
        Arguments.of(HEAD + row + "15:38:11:08.684,61,0\n", TapeFault.MALFORMED, 3),
        Arguments.of(HEAD + row + "15:38:11:08.684,61,0", TapeFault.TRUNCATED, 3));
  }

  @ParameterizedTest
  @MethodSource("badTapes")
  void shouldNameFaultAndLineWhenTapeIsBad(String text, TapeFault fault, int line)
      throws IOException {
    // Given
    Path file = tape(text);

    // When
    Throwable thrown = catchThrowable(() -> MotionTape.read(file));

    // Then
    assertThat(thrown).isInstanceOf(TapeException.class);
    assertThat(((TapeException) thrown).fault()).isEqualTo(fault);
    assertThat(((TapeException) thrown).line()).isEqualTo(line);
  }

  @Test
  void shouldEitherReadOrNameTheFaultWhenFuzzed() {
    FileFuzz.run(
        HEAD
            + "15:38:11:58.500,61,0.25,0.5,0.2,0,0,0.01\n"
            + "15:38:11:59.500,61,0.5,0.25,0,0.1,0,0.01\n"
            + "15:38:12:00.500,0,,,,,,\n",
        file -> new LiveLinkCursor(new TapeLines(new ByteArrayInputStream(file)), 60));
  }

  private Path tape(String text) throws IOException {
    return Files.writeString(folder.resolve("take.csv"), text);
  }
}
