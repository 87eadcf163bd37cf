package dev.afterglow.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.drive.LiveDrive;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.wire.RealRedis;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.VoicePacket;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@TestProfile(DriveSocketTest.Narrow.class)
@Timeout(60)
class DriveSocketTest {
  private static final int MOST_CONNECTIONS = 4;

  /** Small bounds, so that a test reaches them. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "afterglow.capture.browser.enabled", "true",
          "afterglow.capture.browser.open-within", "1s",
          "afterglow.capture.browser.max-connections", Integer.toString(MOST_CONNECTIONS),
          "afterglow.capture.browser.max-messages-per-s", "100");
    }
  }

  @TestHTTPResource("/")
  URI address;

  @Inject Drives drives;

  @Test
  void shouldHandOnMotionAndVoiceWhenPageDrives() throws Exception {
    // Given
    Drives.Created created = create();
    LiveDrive drive = drives.live(id(created));
    DriveReader reader = DriveReader.fromNow(drive.ring());

    try (HandPage page = page()) {
      // When
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));
      for (int i = 1; i <= 20; i++) {
        page.motion(i, i / 20f);
        page.voice(i);
      }
      await(() -> page.heard.stream().anyMatch(it -> it.getAck().getVoiceSequence() == 20));

      // Then
      List<Piece> pieces = taken(reader);
      List<Piece.Motion> motion =
          pieces.stream()
              .filter(Piece.Motion.class::isInstance)
              .map(Piece.Motion.class::cast)
              .filter(it -> !it.bridged())
              .toList();
      assertThat(motion).hasSize(20);
      assertThat(motion.getLast().frame().shapes().get(ArkitShape.JAW_OPEN))
          .as("smoothed on the way")
          .isBetween(0.9f, 1f);
      assertThat(pieces.stream().filter(Piece.Voice.class::isInstance)).hasSize(20);
      assertThat(drive.channels())
          .hasValueSatisfying(it -> assertThat(it.motion()).isEqualTo(Origin.CAMERA));
      assertThat(page.heard.stream().filter(OpenDriveResponse::hasPing)).isNotEmpty();
    }
    await(() -> drive.state().name() == DriveState.Name.LOST);
  }

  @Test
  void shouldRefuseBeforeAnythingIsReadWhenAnotherSiteConnects() throws Exception {
    // Given
    Drives.Created created = create();

    try (HandPage page = new HandPage(address, Optional.of("https://elsewhere.example"))) {
      // When
      page.open(id(created), created.token().text(), "jawOpen");

      // Then
      assertThat(end(page)).isEqualTo(new HandPage.End(4403, "ORIGIN_REFUSED"));
      assertThat(page.heard).isEmpty();
    }
    assertThat(drives.live(id(created)).state().name()).isEqualTo(DriveState.Name.WAITING);
  }

  @Test
  void shouldSayTheReasonWhenTheDriveCannotBeOpened() throws Exception {
    // Given
    Drives.Created created = create();
    Drives.Created other = create();
    Drives.Created closed = create();
    drives.close(id(closed));

    // Then
    assertThat(endOf(id(created), other.token().text()))
        .isEqualTo(new HandPage.End(4401, "DRIVE_TOKEN_REFUSED"));
    assertThat(endOf(UUID.randomUUID().toString(), created.token().text()))
        .isEqualTo(new HandPage.End(4404, "DRIVE_NOT_FOUND"));
    assertThat(endOf(id(closed), closed.token().text()))
        .isEqualTo(new HandPage.End(4410, "DRIVE_CLOSED"));
    assertThat(endOf("no id", created.token().text()))
        .isEqualTo(new HandPage.End(4400, "INVALID_FIELD"));
    assertThat(endOf(id(created), created.token().text(), "jawopening"))
        .isEqualTo(new HandPage.End(4400, "UNKNOWN_CHANNEL"));
  }

  @Test
  void shouldRefuseTheSecondPageAndKeepTheFirstWhenBothHaveTheToken() throws Exception {
    // Given
    Drives.Created created = create();
    try (HandPage first = page()) {
      first.open(id(created), created.token().text(), "jawOpen");
      await(() -> first.heard.stream().anyMatch(OpenDriveResponse::hasOpened));

      // When
      HandPage.End second = endOf(id(created), created.token().text());

      // Then
      assertThat(second).isEqualTo(new HandPage.End(4409, "DRIVE_ALREADY_OPEN"));
      first.motion(1, 0.5f);
      await(() -> first.heard.stream().anyMatch(it -> it.getAck().getMotionSequence() == 1));
      assertThat(first.end).isNotDone();
    }
  }

  @Test
  void shouldEndWhenTheDriveIsClosed() throws Exception {
    // Given
    Drives.Created created = create();
    try (HandPage page = page()) {
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));

      // When
      drives.close(id(created));

      // Then
      assertThat(end(page)).isEqualTo(new HandPage.End(4410, "DRIVE_CLOSED"));
    }
  }

  @Test
  void shouldRefuseWhenMessagesBreakTheContract() throws Exception {
    // Then
    try (HandPage page = page()) {
      page.text("{}");
      assertThat(end(page)).isEqualTo(new HandPage.End(4400, "MALFORMED"));
    }
    try (HandPage page = page()) {
      page.send(new byte[] {(byte) 0xff, 1, 2, 3});
      assertThat(end(page)).isEqualTo(new HandPage.End(4400, "MALFORMED"));
    }
    try (HandPage page = page()) {
      page.send(new byte[0]);
      assertThat(end(page)).isEqualTo(new HandPage.End(4400, "INVALID_FIELD"));
    }
    try (HandPage page = page()) {
      page.motion(1, 0.5f);
      assertThat(end(page)).isEqualTo(new HandPage.End(4428, "OUT_OF_ORDER_MESSAGE"));
    }
    Drives.Created created = create();
    try (HandPage page = page()) {
      page.open(id(created), created.token().text(), "jawOpen");
      page.motion(1, Float.NaN);
      assertThat(end(page)).isEqualTo(new HandPage.End(4400, "MALFORMED_SAMPLE"));
    }
  }

  @Test
  void shouldHandOnTheSoundWhenTheVoiceIsOpus() throws Exception {
    // Given
    Drives.Created created = create();
    DriveReader reader = DriveReader.fromNow(drives.live(id(created)).ring());
    OpusEncoder encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);

    try (HandPage page = page()) {
      // When
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));
      for (int i = 1; i <= 20; i++) {
        page.motion(i, 0.5f);
        page.opus(i, tone(encoder, i));
      }
      await(() -> page.heard.stream().anyMatch(it -> it.getAck().getVoiceSequence() == 20));

      // Then
      List<VoicePacket> voices =
          taken(reader).stream()
              .filter(Piece.Voice.class::isInstance)
              .map(it -> ((Piece.Voice) it).packet())
              .toList();
      assertThat(voices.stream().mapToInt(VoicePacket::length).sum())
          .as("samples; the limiter holds the last few back")
          .isBetween(19 * 960, 20 * 960);
      assertThat(loudest(voices.getLast())).as("of a tone of 10,000").isGreaterThan(1_000);
    }
  }

  @Test
  void shouldRefuseAndTakeTheNextPageWhenOpusCannotBeDecoded() throws Exception {
    // Given
    Drives.Created created = create();
    try (HandPage page = page()) {
      page.open(id(created), created.token().text(), "jawOpen");
      page.motion(1, 0.5f);

      // When
      page.opus(1, new byte[] {3});

      // Then
      assertThat(end(page)).isEqualTo(new HandPage.End(4400, "MALFORMED_SAMPLE"));
    }
    await(() -> stateOf(created) == DriveState.Name.LOST);
    try (HandPage page = page()) {
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));
    }
  }

  @Test
  void shouldRefuseWhenPageSendsTooMuch() throws Exception {
    // Then
    Drives.Created created = create();
    try (HandPage page = page()) {
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));
      OpenDriveRequest pong =
          OpenDriveRequest.newBuilder().setPong(ClockPong.newBuilder().setPingId(99)).build();
      for (int i = 0; i < 400; i++) {
        page.send(pong);
      }
      assertThat(end(page)).isEqualTo(new HandPage.End(4429, "TOO_MUCH"));
    }
    try (HandPage page = page()) {
      page.send(new byte[40_000]);
      assertThat(end(page)).isEqualTo(new HandPage.End(1009, "TOO_LARGE"));
    }
  }

  @Test
  void shouldRefuseWhenPageDoesNotOpenItsDrive() throws Exception {
    try (HandPage page = page()) {
      // When
      HandPage.End end = end(page);

      // Then
      assertThat(end).isEqualTo(new HandPage.End(4408, "NOT_OPENED"));
    }
  }

  @Test
  void shouldRefuseOneMoreAndTakeTheNextWhenConnectionsAreUsedUp() throws Exception {
    // Given
    List<HandPage> pages = new ArrayList<>();
    List<Drives.Created> made = new ArrayList<>();
    for (int i = 0; i < MOST_CONNECTIONS; i++) {
      Drives.Created created = create();
      HandPage page = page();
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));
      pages.add(page);
      made.add(created);
    }

    // When
    HandPage.End oneMore;
    try (HandPage page = page()) {
      oneMore = end(page);
    }
    pages.getFirst().close();

    // Then
    assertThat(oneMore).isEqualTo(new HandPage.End(4429, "TOO_MANY_CONNECTIONS"));
    await(() -> stateOf(made.getFirst()) == DriveState.Name.LOST);
    await(this::takesAnother);
    pages.forEach(HandPage::close);
  }

  private static byte[] tone(OpusEncoder encoder, int number) throws OpusException {
    short[] samples = new short[960];
    for (int i = 0; i < samples.length; i++) {
      double turns = 440 * (number * 960 + i) / 48_000.0;
      samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * turns));
    }
    byte[] packet = new byte[1_275];
    return Arrays.copyOf(
        packet, encoder.encode(samples, 0, samples.length, packet, 0, packet.length));
  }

  private static int loudest(VoicePacket voice) {
    int most = 0;
    for (short sample : voice.samples()) {
      most = Math.max(most, Math.abs(sample));
    }
    return most;
  }

  private boolean takesAnother() {
    try (HandPage page = page()) {
      Drives.Created created = create();
      page.open(id(created), created.token().text(), "jawOpen");
      await(() -> page.end.isDone() || page.heard.stream().anyMatch(OpenDriveResponse::hasOpened));
      return !page.end.isDone();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private DriveState.Name stateOf(Drives.Created created) {
    return drives.live(id(created)).state().name();
  }

  private HandPage page() throws Exception {
    return new HandPage(address, Optional.of("http://127.0.0.1:8080"));
  }

  private HandPage.End endOf(String driveId, String token, String... shapes) throws Exception {
    try (HandPage page = page()) {
      page.open(driveId, token, shapes);
      return end(page);
    }
  }

  private static HandPage.End end(HandPage page) throws Exception {
    return page.end.get(20, TimeUnit.SECONDS);
  }

  private Drives.Created create() {
    return drives.create(
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        Optional.empty());
  }

  private static String id(Drives.Created created) {
    return created.drive().kept().driveId();
  }

  private static List<Piece> taken(DriveReader reader) {
    List<Piece> pieces = new ArrayList<>();
    for (Optional<DriveReader.Read> read = reader.next(); read.isPresent(); read = reader.next()) {
      pieces.add(read.get().piece());
    }
    return pieces;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadline);
      Thread.onSpinWait();
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
