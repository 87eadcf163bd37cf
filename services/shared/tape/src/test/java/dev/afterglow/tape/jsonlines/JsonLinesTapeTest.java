package dev.afterglow.tape.jsonlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import dev.afterglow.tape.FileFuzz;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.SharedFolder;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTapeTest {
  private static final String GOOD =
      "{\"t_ms\":0,\"shapes\":{\"jawOpen\":0.5}}\n{\"t_ms\":40,\"shapes\":{\"jawOpen\":0.25}}\n";

  @TempDir Path folder;

  @Test
  void shouldReadFramesWhenTapeIsSound() throws IOException {
    // Given
    String head = "[1,0,0,0, 0,1,0,0, 0,0,1,0, 1.5,-2,-37,1]";
    Path file =
        tape(
            "\uFEFF{\"t_ms\":5,\"shapes\":{\"JawOpen\":0.5,\"mouthSmile_L\":1},\"head\":"
                + head
                + "}\r\n\n"
                + "{\"t_ms\":45.5,\"shapes\":{},\"bones\":{\"spine\":[0,0,0,1]},\"note\":[1]}");

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    List<MotionFrame> frames = tape.toList();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).timeUs()).isEqualTo(5_000);
    assertThat(frames.get(0).shapes().get(ArkitShape.MOUTH_SMILE_LEFT)).isEqualTo(1f);
    assertThat(frames.get(0).head()).contains(new HeadPose(Rotation.IDENTITY, 1.5f, -2, -37));
    assertThat(frames.get(1).timeUs()).isEqualTo(45_500);
    assertThat(frames.get(1).shapes().count()).isZero();
    assertThat(tape.header().shapes())
        .containsExactly(ArkitShape.JAW_OPEN, ArkitShape.MOUTH_SMILE_LEFT);
    assertThat(tape.header().bones()).containsExactly(HumanoidBone.SPINE);
    assertThat(tape.header().frameIntervalUs()).isEqualTo(40_500);
  }

  static List<Arguments> badTapes() {
    String first = "{\"t_ms\":0,\"shapes\":{}}\n";
    return List.of(
        Arguments.of("", TapeFault.EMPTY, 0),
        Arguments.of("\n \n", TapeFault.EMPTY, 0),
        Arguments.of(
            first + "{\"t_ms\":40,\"shapes\":{\"jawOpen\":NaN}}", TapeFault.NOT_A_NUMBER, 2),
        Arguments.of("{\"t_ms\":NaN,\"shapes\":{}}", TapeFault.NOT_A_NUMBER, 1),
        Arguments.of("{\"t_ms\":0,\"shapes\":{\"jawOpen\":1e999}}", TapeFault.NOT_A_NUMBER, 1),
        Arguments.of("{\"t_ms\":40,\"shapes\":{}}\n" + first, TapeFault.TIME_RAN_BACKWARDS, 2),
        Arguments.of(first + first, TapeFault.TIME_RAN_BACKWARDS, 2),
        Arguments.of("{\"t_ms\":0,\"shapes\":{\"jawopen\":0.1}}", TapeFault.UNKNOWN_SHAPE, 1),
        Arguments.of("{\"t_ms\":0,\"shapes\":{\"jawOpen\":1.01}}", TapeFault.OUT_OF_RANGE, 1),
        Arguments.of("{\"t_ms\":0,\"shapes\":{\"jawOpen\":-0.1}}", TapeFault.OUT_OF_RANGE, 1),
        Arguments.of("{\"t_ms\":-1,\"shapes\":{}}", TapeFault.OUT_OF_RANGE, 1),
        Arguments.of("{\"t_ms\":0,\"shapes\":{\"jawOpen\":0,\"JawOpen\":0}}", TapeFault.TWICE, 1),
        Arguments.of("{\"t_ms\":0,\"bones\":{\"tail\":[0,0,0,1]}}", TapeFault.UNKNOWN_BONE, 1),
        Arguments.of("{\"t_ms\":0,\"bones\":{\"hips\":[0,0,0,2]}}", TapeFault.OUT_OF_RANGE, 1),
        Arguments.of("{\"t_ms\":0,\"bones\":{\"hips\":[0,0,1]}}", TapeFault.MALFORMED, 1),
        Arguments.of("{\"t_ms\":0,\"head\":[1,0]}", TapeFault.MALFORMED, 1),
        Arguments.of(
            "{\"t_ms\":0,\"head\":[2,0,0,0,0,2,0,0,0,0,2,0,0,0,0,1]}", TapeFault.OUT_OF_RANGE, 1),
        Arguments.of(
            "{\"t_ms\":0,\"head\":[1,0,0,0,0,1,0,0,0,0,1,0,0,0,9999,1]}",
            TapeFault.OUT_OF_RANGE,
            1),
        Arguments.of("{\"shapes\":{}}", TapeFault.MALFORMED, 1),
        Arguments.of("{\"t_ms\":\"0\"}", TapeFault.MALFORMED, 1),
        Arguments.of("[]", TapeFault.MALFORMED, 1),
        Arguments.of("{\"t_ms\":0} {}", TapeFault.MALFORMED, 1),
        Arguments.of(first + "{\"t_ms\":40,\"shapes\":{\"jawO\n", TapeFault.MALFORMED, 2),
        Arguments.of(first + "{\"t_ms\":40,\"shapes\":{\"jawOpen\":0.2", TapeFault.TRUNCATED, 2),
        Arguments.of("{\"t_ms\":0,\"note\":\"" + "x".repeat(70_000) + "\"}", TapeFault.TOO_LONG, 1),
        Arguments.of(first + "{\"t_ms\":7200001}", TapeFault.TOO_LONG, 0));
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
    assertThat(thrown).hasMessageEndingWith(".").hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayWhatIsMissingWhenFileIsAbsentOrOfAnotherKind() {
    assertThatThrownBy(() -> MotionTape.read(folder.resolve("none.jsonl")))
        .isInstanceOfSatisfying(
            TapeException.class, e -> assertThat(e.fault()).isEqualTo(TapeFault.UNREADABLE));
    assertThatThrownBy(() -> MotionTape.read(Files.writeString(folder.resolve("a.mp4"), "x")))
        .isInstanceOfSatisfying(
            TapeException.class, e -> assertThat(e.fault()).isEqualTo(TapeFault.UNKNOWN_FORMAT));
  }

  @Test
  void shouldReadBackWhatTheWriterWroteWhenChannelsAreMixed() throws IOException {
    // Given
    List<MotionFrame> frames =
        List.of(
            new MotionFrame(
                0,
                ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.1f)),
                Optional.of(new HeadPose(new Rotation(0.1f, 0.2f, -0.3f, 0.9f), 1, 2, -40)),
                Map.of(HumanoidBone.LEFT_HAND, new Rotation(0.5f, 0.5f, 0.5f, 0.5f))),
            new MotionFrame(33_333, ShapeWeights.NONE, Optional.empty(), Map.of()));
    Path file = folder.resolve("written.jsonl");

    // When
    try (JsonLinesWriter writer = new JsonLinesWriter(Files.newOutputStream(file))) {
      for (MotionFrame frame : frames) {
        writer.write(frame);
      }
    }

    // Then
    List<MotionFrame> read = MotionTape.read(file).toList();
    assertThat(read).hasSize(2);
    assertThat(read.get(0).shapes()).isEqualTo(frames.get(0).shapes());
    assertThat(read.get(0).bones()).isEqualTo(frames.get(0).bones());
    Rotation before = frames.get(0).head().orElseThrow().rotation();
    assertThat(read.get(0).head().orElseThrow().rotation().y())
        .isCloseTo(before.y(), within(1e-5f));
    assertThat(read.get(1)).isEqualTo(frames.get(1));
  }

  @Test
  void shouldEitherReadOrNameTheFaultWhenFuzzed() {
    FileFuzz.run(
        GOOD
            + "{\"t_ms\":80.5,\"shapes\":{\"mouthSmile_L\":1},"
            + "\"head\":[1,0,0,0, 0,1,0,0, 0,0,1,0, 1.5,-2,-37,1],"
            + "\"bones\":{\"spine\":[0,0.6,0,0.8]}}\n",
        file -> JsonLinesTape.cursor(new ByteArrayInputStream(file)));
  }

  @Test
  void shouldReadTheRealTapeWhenItIsThere() throws IOException {
    // Given
    Path file = SharedFolder.file("mocap/cap12-camera/cap12.jsonl");

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    assertThat(tape.header().frames()).isEqualTo(1_337);
    assertThat(tape.header().shapes()).hasSize(51).doesNotContain(ArkitShape.TONGUE_OUT);
    assertThat(tape.header().headTracked()).isTrue();
    assertThat(tape.header().frameIntervalUs()).isEqualTo(40_000);
  }

  @Test
  void shouldReadWristsBackWhenWritten() throws IOException {
    // Given
    WristPose left = new WristPose(0.25f, -0.5f, 0.125f, Optional.of(Rotation.IDENTITY));
    WristPose right = new WristPose(-0.25f, -0.5f, 0.125f, Optional.empty());
    MotionFrame frame =
        new MotionFrame(
            5_000, ShapeWeights.NONE, Optional.empty(), Map.of(), Wrists.of(left, right));
    Path file = folder.resolve("wrists.jsonl");
    try (JsonLinesWriter writer = new JsonLinesWriter(Files.newOutputStream(file))) {
      writer.write(frame);
    }

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    assertThat(tape.toList()).containsExactly(frame);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0,0]", "[0,0,0,1]", "[0,0,0,0,0,0,1,2]", "[3,0,0]", "[0,0,0,0,0,0,0]"})
  void shouldRefuseAWristThatCannotBe(String values) throws IOException {
    // Given
    Path file = tape("{\"t_ms\":0,\"shapes\":{},\"left_wrist\":" + values + "}");

    // Then
    assertThatThrownBy(() -> MotionTape.read(file).toList()).isInstanceOf(TapeException.class);
  }

  private Path tape(String text) throws IOException {
    return Files.writeString(folder.resolve("tape.jsonl"), text);
  }
}
