package dev.afterglow.agent.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.agent.listen.SourceFeed;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.SourceMeter;
import dev.afterglow.agent.tape.RawRecord;
import dev.afterglow.agent.tape.RawTape;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.jsonlines.JsonLinesWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plays a tape of each protocol, as {@code agent record} writes them, and compares the frames with
 * those in the golden folder. {@code -Dgolden.write=true} writes the folder anew; what is then in
 * it still has to be what {@link GoldenTapes} put into the datagrams.
 */
class GoldenTapeTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final SocketAddress PHONE = new InetSocketAddress("127.0.0.1", 5);

  private final List<MotionFrame> frames = new ArrayList<>();
  private final SourceMeter meter = new SourceMeter();

  @ParameterizedTest
  @EnumSource(
      value = SourceKind.class,
      mode = EnumSource.Mode.MATCH_NONE,
      names = {".*_TCP"})
  void shouldGiveTheGoldenFramesWhenTheTapeIsPlayed(SourceKind kind) throws IOException {
    // Given
    Path tape = FOLDER.resolve(kind.key() + ".tape");
    Path golden = FOLDER.resolve(kind.key() + ".jsonl");
    boolean write = Boolean.getBoolean("golden.write");
    if (write) {
      Files.createDirectories(FOLDER);
      GoldenTapes.write(tape, kind);
    }

    // When
    play(tape, kind);
    if (write) {
      write(golden);
    }

    // Then
    List<MotionFrame> expected = MotionTape.read(golden).toList();
    assertThat(frames).hasSameSizeAs(expected).hasSize(GoldenTapes.FRAMES);
    for (int i = 0; i < expected.size(); i++) {
      assertAlike(frames.get(i), expected.get(i));
      assertTrue(kind, frames.get(i), i);
    }
    assertThat(meter.read(0).rejected()).as("datagrams that could not be decoded").isEqualTo(1);
    assertThat(meter.read(0).refused()).isZero();
  }

  private void play(Path file, SourceKind kind) throws IOException {
    SourceFeed feed = new SourceFeed(0, kind, meter, new Kept());
    try (RawTape tape = RawTape.open(file)) {
      assertThat(tape.tracks()).extracting(it -> it.kind()).containsExactly(kind);
      for (RawRecord record = tape.next(); record != null; record = tape.next()) {
        assertThat(feed.take(PHONE, ByteBuffer.wrap(record.copy()), record.timeUs())).isTrue();
      }
    }
  }

  private void write(Path golden) throws IOException {
    try (JsonLinesWriter writer = new JsonLinesWriter(Files.newOutputStream(golden))) {
      for (MotionFrame frame : frames) {
        writer.write(frame);
      }
    }
  }

  /** The mouth and the turn that the datagrams were made of. */
  private static void assertTrue(SourceKind kind, MotionFrame frame, int i) {
    Rotation turn = Turns.aboutY(GoldenTapes.turn(i));
    assertThat(frame.timeUs()).isEqualTo(i * GoldenTapes.INTERVAL_US);
    if (kind.tracksFace()) {
      assertThat(frame.shapes().get(ArkitShape.JAW_OPEN))
          .as("jaw of frame %d", i)
          .isCloseTo(GoldenTapes.jaw(i), within(1e-5f));
    } else {
      assertThat(frame.shapes().count()).isZero();
    }
    HumanoidBone turned = kind == SourceKind.VMC ? HumanoidBone.HEAD : HumanoidBone.HIPS;
    assertNear(
        kind.tracksBody() ? frame.bones().get(turned) : frame.head().orElseThrow().rotation(),
        turn,
        "turn of frame " + i);
  }

  private static void assertAlike(MotionFrame frame, MotionFrame golden) {
    assertThat(frame.timeUs()).isEqualTo(golden.timeUs());
    for (ArkitShape shape : ArkitShape.values()) {
      assertThat(frame.shapes().has(shape)).as("%s", shape).isEqualTo(golden.shapes().has(shape));
      assertThat(frame.shapes().getOr(shape, 0))
          .as("%s", shape)
          .isCloseTo(golden.shapes().getOr(shape, 0), within(1e-6f));
    }
    assertThat(frame.head().isPresent()).isEqualTo(golden.head().isPresent());
    frame.head().ifPresent(it -> assertHead(it, golden.head().orElseThrow()));
    assertThat(frame.bones().keySet()).isEqualTo(golden.bones().keySet());
    frame.bones().forEach((bone, it) -> assertNear(it, golden.bones().get(bone), bone.vrmName()));
  }

  private static void assertHead(HeadPose head, HeadPose golden) {
    assertNear(head.rotation(), golden.rotation(), "head");
    assertThat(head.xCm()).isCloseTo(golden.xCm(), within(1e-3f));
    assertThat(head.yCm()).isCloseTo(golden.yCm(), within(1e-3f));
    assertThat(head.zCm()).isCloseTo(golden.zCm(), within(1e-3f));
  }

  /** To within about a twentieth of a degree. */
  private static void assertNear(Rotation turn, Rotation golden, String what) {
    double dot =
        turn.x() * golden.x()
            + turn.y() * golden.y()
            + turn.z() * golden.z()
            + turn.w() * golden.w();
    assertThat(Math.abs(dot)).as("%s: %s, not %s", what, turn, golden).isGreaterThan(0.9999999);
  }

  private final class Kept implements Hearing {
    @Override
    public void datagram(int source, ByteBuffer datagram, long arrivalUs) {}

    @Override
    public void frame(int source, SourceFrame frame) {
      frames.add(frame.motion());
    }
  }
}
