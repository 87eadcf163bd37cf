package dev.afterglow.capture.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DriveReaderTest {
  private static final Channels CHANNELS =
      new Channels(List.of(), List.of(), Origin.TAPE, Origin.TAPE, false, "test");
  private static final long STEP_US = 20_000;

  private final DriveRing ring = new DriveRing(7);
  private long nowUs = 1_000_000;
  private long sequence;

  @Test
  void shouldOpenWithHeaderAndStateWhenReaderComes() {
    // Given
    ring.add(new Piece.Header(CHANNELS), nowUs);
    ring.add(new Piece.State(DriveState.Name.OPEN), nowUs);
    write(3);

    // When
    List<Piece> pieces = drain(DriveReader.fromNow(ring));

    // Then
    assertThat(pieces)
        .containsExactly(new Piece.Header(CHANNELS), new Piece.State(DriveState.Name.OPEN));
  }

  @Test
  void shouldSkipOldMotionButKeepAllVoiceWhenReaderIsASecondBehind() {
    // Given
    DriveReader reader = DriveReader.fromNow(ring);
    write(50);

    // When
    List<Piece> pieces = drain(reader);

    // Then
    assertThat(motion(pieces)).hasSizeLessThanOrEqualTo(33).last().isEqualTo(sequence);
    assertThat(voiceUs(pieces)).isEqualTo(50 * STEP_US);
    assertThat(missingMotion(pieces)).isEqualTo(50 - motion(pieces).size());
    assertThat(missingVoiceUs(pieces)).isZero();
  }

  @Test
  void shouldAnnounceLostVoiceWhenReaderFallsOutOfTheRing() {
    // Given
    DriveReader reader = DriveReader.fromNow(ring);
    write(500);

    // When
    List<Piece> pieces = drain(reader);

    // Then
    assertThat(pieces.getFirst()).isInstanceOf(Piece.Gap.class);
    assertThat(missingVoiceUs(pieces)).isGreaterThan(7_000_000);
    assertThat(missingVoiceUs(pieces) + voiceUs(pieces)).isEqualTo(500 * STEP_US);
    assertThat(missingMotion(pieces) + motion(pieces).size()).isEqualTo(500);
  }

  @RepeatedTest(30)
  void shouldAccountForEverythingWhenReaderIsNowFastNowSlow() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    DriveReader reader = DriveReader.fromNow(ring);
    List<Piece> pieces = new ArrayList<>();
    int written = 0;

    // When
    while (written < 2_000) {
      int burst = random.nextInt(1, 160);
      write(burst);
      written += burst;
      for (int reads = random.nextInt(400); reads > 0; reads--) {
        reader.next().ifPresent(read -> pieces.add(read.piece()));
      }
    }
    pieces.addAll(drain(reader));

    // Then
    assertThat(motion(pieces)).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    assertThat(motion(pieces).size() + missingMotion(pieces))
        .as("seed %d", seed)
        .isEqualTo(written);
    assertThat(voiceUs(pieces) + missingVoiceUs(pieces))
        .as("seed %d", seed)
        .isEqualTo(written * STEP_US);
  }

  @RepeatedTest(30)
  void shouldGiveTheSoundAsItCameWhenItIsReadLate() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    DriveReader reader = DriveReader.fromNow(ring);
    Map<Long, VoicePacket> written = new HashMap<>();
    List<VoicePacket> read = new ArrayList<>();

    // When
    for (int i = 0; i < 2_000; i++) {
      nowUs += random.nextInt(1, 40_000);
      VoicePacket packet = sound(random, random.nextInt(1, 2_400));
      written.put(packet.timeUs(), packet);
      ring.add(new Piece.Voice(packet), nowUs);
      if (random.nextInt(60) == 0) {
        voice(drain(reader)).forEach(read::add);
      }
    }

    // Then
    assertThat(read).as("seed %d", seed).hasSizeGreaterThan(500);
    for (VoicePacket packet : read) {
      assertThat(packet).as("seed %d", seed).isEqualTo(written.get(packet.timeUs()));
    }
  }

  @Test
  void shouldHoldOlderVoiceAsSamplesAlone() {
    // Given
    DriveReader reader = DriveReader.fromNow(ring);
    List<VoicePacket> written = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      nowUs += STEP_US;
      written.add(sound(new Random(i), 960));
      ring.add(new Piece.Voice(written.getLast()), nowUs);
    }

    // When
    List<VoicePacket> read = voice(drain(reader));

    // Then
    assertThat(read).isEqualTo(written);
    assertThat(read.getLast()).isSameAs(written.getLast());
    for (int i = 0; i < 40; i++) {
      assertThat(read.get(i)).isNotSameAs(written.get(i));
    }
  }

  @Test
  void shouldAnnounceLostVoiceWhenMoreComesAtOnceThanIsHeld() {
    // Given
    DriveReader reader = DriveReader.fromNow(ring);
    for (int i = 0; i < 60; i++) {
      ring.add(new Piece.Voice(sound(new Random(i), 24_000)), nowUs);
    }

    // When
    List<Piece> pieces = drain(reader);

    // Then
    assertThat(voiceUs(pieces)).isEqualTo(43 * 500_000);
    assertThat(missingVoiceUs(pieces)).isEqualTo(17 * 500_000);
    assertThat(voice(pieces).getLast()).isEqualTo(sound(new Random(59), 24_000));
  }

  @Test
  void shouldRefuseVoiceOfAnotherRate() {
    VoicePacket slow = new VoicePacket(nowUs, 16_000, new short[320]);

    assertThatThrownBy(() -> ring.add(new Piece.Voice(slow), nowUs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16000");
  }

  @Test
  void shouldReadOnWhenACursorWasMadeUp() {
    // Given
    write(100);
    DriveReader reader = DriveReader.after(ring, new Cursor(7, 4, 1_000_000, 9));

    // When
    List<Piece> pieces = drain(reader);

    // Then
    assertThat(motion(pieces)).hasSizeBetween(30, 33).last().isEqualTo(sequence);
    assertThat(reader.ready()).isFalse();
  }

  @Test
  void shouldNotCountWhatWasBridgedAsMissing() {
    // Given
    DriveReader reader = DriveReader.fromNow(ring);
    MotionFrame frame = new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of());
    for (int i = 1; i <= 100; i++) {
      ring.add(new Piece.Motion(frame, i, 0), nowUs);
      ring.add(new Piece.Motion(frame, i, 0, true), nowUs);
    }

    // When
    List<Piece> pieces = drain(reader);

    // Then
    long captured =
        pieces.stream().filter(it -> it instanceof Piece.Motion m && !m.bridged()).count();
    assertThat(captured).isBetween(30L, 33L);
    assertThat(missingMotion(pieces)).isEqualTo(100 - captured);
  }

  @Test
  void shouldGoOnAfterCursorWhenReaderComesBack() {
    // Given
    DriveReader first = DriveReader.fromNow(ring);
    write(4);
    first.next();
    String cursor = first.next().orElseThrow().next().text();

    // When
    DriveReader second = DriveReader.after(ring, Cursor.parse(cursor).orElseThrow());

    // Then
    assertThat(motion(drain(second))).containsExactly(2L, 3L, 4L);
  }

  @Test
  void shouldReadFromNowWhenCursorIsOfAnotherRing() {
    // Given
    write(4);

    // When
    DriveReader reader = DriveReader.after(ring, new Cursor(8, 1, 1, 0));

    // Then
    assertThat(drain(reader)).isEmpty();
  }

  @Test
  void shouldRefuseCursorWhenItIsNone() {
    assertThat(Cursor.parse("")).isEmpty();
    assertThat(Cursor.parse("1.2.3")).isEmpty();
    assertThat(Cursor.parse("-1.2.3.4")).isEmpty();
    assertThat(Cursor.parse("zzzzzzzzzzzzzzzz.2.3.4")).isEmpty();
    assertThat(Cursor.parse("7.1a.zz.0")).contains(new Cursor(7, 46, 1_295, 0));
  }

  @Test
  void shouldWriteCursorsInTheirForm() {
    assertThat(new Cursor(7, 46, 1_295, 0).text()).isEqualTo("7.1a.zz.0");
    assertThat(new Cursor((1L << 40) - 1, 123_456, 98_765, 43_200_000_000L).text())
        .isEqualTo("e13wu1of.2n9c.247h.jug5xc0");
    assertThat(new Cursor(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE).text())
        .isEqualTo("0.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7");
  }

  private void write(int steps) {
    for (int i = 0; i < steps; i++) {
      nowUs += STEP_US;
      sequence++;
      MotionFrame frame = new MotionFrame(nowUs, ShapeWeights.NONE, Optional.empty(), Map.of());
      ring.add(new Piece.Motion(frame, sequence, nowUs), nowUs);
      ring.add(new Piece.Voice(new VoicePacket(nowUs, 48_000, new short[960])), nowUs);
    }
  }

  private VoicePacket sound(Random random, int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) random.nextInt();
    }
    return VoicePacket.owning(nowUs, 48_000, samples);
  }

  private static List<VoicePacket> voice(List<Piece> pieces) {
    return pieces.stream()
        .filter(Piece.Voice.class::isInstance)
        .map(piece -> ((Piece.Voice) piece).packet())
        .toList();
  }

  private static List<Piece> drain(DriveReader reader) {
    List<Piece> pieces = new ArrayList<>();
    Optional<DriveReader.Read> read = reader.next();
    while (read.isPresent()) {
      pieces.add(read.get().piece());
      read = reader.next();
    }
    return pieces;
  }

  private static List<Long> motion(List<Piece> pieces) {
    return pieces.stream()
        .filter(Piece.Motion.class::isInstance)
        .map(piece -> ((Piece.Motion) piece).sequence())
        .toList();
  }

  private static long voiceUs(List<Piece> pieces) {
    return pieces.stream()
        .filter(Piece.Voice.class::isInstance)
        .mapToLong(piece -> ((Piece.Voice) piece).packet().durationUs())
        .sum();
  }

  private static long missingMotion(List<Piece> pieces) {
    return gaps(pieces).stream().mapToLong(Piece.Gap::motionSamples).sum();
  }

  private static long missingVoiceUs(List<Piece> pieces) {
    return gaps(pieces).stream().mapToLong(Piece.Gap::voiceUs).sum();
  }

  private static List<Piece.Gap> gaps(List<Piece> pieces) {
    return pieces.stream().filter(Piece.Gap.class::isInstance).map(Piece.Gap.class::cast).toList();
  }
}
