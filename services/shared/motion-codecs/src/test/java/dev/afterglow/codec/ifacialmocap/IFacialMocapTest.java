package dev.afterglow.codec.ifacialmocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SharedFolder;
import dev.afterglow.codec.StreamCutter;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.facetext.FacePackets;
import dev.afterglow.codec.facetext.PositionUnit;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.ShapeWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IFacialMocapTest {
  private static final String POSES =
      "=head#10,20,30,0.01,-0.02,-0.5|rightEye#1,2,3|leftEye#1,2,3|";

  private final Decoding decoding = new Decoding(new IFacialMocapDecoder(PositionUnit.BY_SIZE));

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given: jawOpen-12|mouthSmile_R-100|=head#0,90,0,0,0,-0.5|
    byte[] packet =
        Decoding.hex(
            """
            6a61774f70656e 2d 3132 7c
            6d6f757468536d696c655f52 2d 313030 7c
            3d 68656164 23 30 2c 3930 2c 30 2c 30 2c 30 2c 2d302e35 7c
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes())
        .isEqualTo(
            ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.12f, ArkitShape.MOUTH_SMILE_RIGHT, 1f)));
    Near.assertTurn(head().rotation(), Turns.aboutY(Math.PI / 2));
    assertThat(head().zCm()).isEqualTo(-50);
  }

  @Test
  void shouldReadEveryShapeWhenVersionIs1Or2() {
    for (String packet :
        List.of(FacePackets.v1(50, "1,2,3,0,0,-0.4"), FacePackets.v2(50, "1,2,3,0,0,-0.4"))) {
      // When
      decoding.send(packet);

      // Then
      assertThat(shapes().count()).isEqualTo(52);
      for (ArkitShape shape : ArkitShape.values()) {
        float expected = shape == ArkitShape.JAW_OPEN ? 0.5f : shape.ordinal() / 100f;
        assertThat(shapes().get(shape)).as(shape.arkitName()).isEqualTo(expected);
      }
      Near.assertTurn(
          head().rotation(),
          Turns.yawPitchRoll(Math.toRadians(2), Math.toRadians(1), Math.toRadians(3)));
    }
  }

  @Test
  void shouldReadTheRealPacketWhenItComesFromAPhone() throws IOException {
    // Given
    byte[] packet =
        Files.readAllBytes(SharedFolder.file("mocap/ifacialmocap-packets/test_data.txt"));

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes().count()).isEqualTo(52);
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.12f);
    assertThat(shapes().get(ArkitShape.MOUTH_SHRUG_UPPER)).isEqualTo(0.26f);
    assertThat(head().zCm()).isCloseTo(-65.84f, within(0.01f));
  }

  @Test
  void shouldPassOverTheTailWhenTheRealPacketHasJunk() throws IOException {
    // Given
    byte[] packet =
        Files.readAllBytes(SharedFolder.file("mocap/ifacialmocap-packets/invalid_data.txt"));

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes().get(ArkitShape.MOUTH_PUCKER)).isEqualTo(0.24f);
  }

  @ParameterizedTest
  @CsvSource({
    "jawOpen&-20, 0",
    "jawOpen--20, 0",
    "jawOpen-150, 1",
    "jawOpen&33.5, 0.335",
    "JawOpen-7, 0.07",
    "'jawOpen&8\n', 0.08"
  })
  void shouldClampWhenPercentageIsOutside(String entry, float weight) {
    // When
    decoding.send(entry + "|" + POSES);

    // Then
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(weight);
  }

  @Test
  void shouldTreatCentimetresAsSuchWhenFarAway() {
    // When
    decoding.send("jawOpen-1|=head#0,0,0,3,-4,-60");

    // Then
    assertThat(head()).isEqualTo(new HeadPose(head().rotation(), 3, -4, -60));
  }

  @Test
  void shouldSayNotTrackedWhenTheAppDoes() {
    assertThat(decoding.send("trackingStatus-0|jawOpen-1|" + POSES))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_TRACKED));
    assertThat(decoding.send("trackingStatus&1|jawOpen&1|" + POSES)).isEqualTo(Outcome.accepted(1));
  }

  @Test
  void shouldSayRepeatedWhenPacketEqualsTheOneBefore() {
    // Given
    decoding.send("jawOpen-1|" + POSES);

    // Then
    assertThat(decoding.send("jawOpen-1|" + POSES))
        .isEqualTo(Outcome.ignored(IgnoreReason.REPEATED));
    assertThat(decoding.send("jawOpen-2|" + POSES)).isEqualTo(Outcome.accepted(1));
    assertThat(decoding.send("jawOpen-1|" + POSES)).isEqualTo(Outcome.accepted(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jawOpen-|=head#1,2,3,4,5,6",
        "jawOpen-x|=head#1,2,3,4,5,6",
        "jawOpen-NaN|=head#1,2,3,4,5,6",
        "jawOpen-1|=head#1,2,3,4,5",
        "jawOpen-1|=head#1,2,3,4,5,6,7",
        "jawOpen-1|=head#",
        "jawOpen-1|=leftEye#1,2",
        "jawOpen-1|head#1,2,3,4,5,6",
        "jawOpen-1|=|=head#1,2,3,4,5,6"
      })
  void shouldRejectWhenAKnownNameIsMalformed(String packet) {
    assertThat(decoding.send(packet)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "jawOpen-1e99|=; NOT_FINITE",
        "jawOpen-1|=head#1,2,3,4,5,1e40; NOT_FINITE",
        "jawOpen-1|=head#1,400,3,4,5,6; OUT_OF_RANGE",
        "jawOpen-1|=head#1,2,3,4,5,6000; OUT_OF_RANGE",
        "hello; NOT_THIS_PROTOCOL",
        "iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719; NOT_THIS_PROTOCOL"
      })
  void shouldRejectWithItsReasonWhenPacketIsBad(String packet, RejectReason reason) {
    assertThat(decoding.send(packet)).isEqualTo(Outcome.rejected(reason));
  }

  @Test
  void shouldDecodeEachFrameWhenTheyComeOverTcp() {
    // Given
    StreamCutter cutter = IFacialMocapDecoder.tcpCutter();
    String stream =
        "jawOpen&1|" + POSES + "___iFacialMocap" + "jawOpen&2|" + POSES + "___iFacialMocapjaw";
    int cut = stream.length() / 2;

    // When
    for (String chunk : List.of(stream.substring(0, cut), stream.substring(cut))) {
      cutter.feed(
          ByteBuffer.wrap(chunk.getBytes(StandardCharsets.US_ASCII)),
          frame -> decoding.decoder().decode(frame, 5, decoding.frames()::add));
    }

    // Then
    assertThat(decoding.frames())
        .extracting(frame -> frame.motion().shapes().get(ArkitShape.JAW_OPEN))
        .containsExactly(0.01f, 0.02f);
  }

  @Test
  void shouldReadTheSameWhenADatagramCarriesTheTcpEnding() {
    assertThat(decoding.send("jawOpen-1|" + POSES + "___iFacialMocap"))
        .isEqualTo(Outcome.accepted(1));
  }

  @ParameterizedTest
  @CsvSource({
    "UDP_V1, iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719, 49983",
    "UDP_V2, iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719|sendDataVersion=v2, 49983",
    "TCP_V1, iFacialMocap_UDPTCP_sahuasouryya9218sauhuiayeta91555dy3719, 49986",
    "TCP_V2, iFacialMocap_UDPTCP_sahuasouryya9218sauhuiayeta91555dy3719|sendDataVersion=v2, 49986",
    "TCP_STOP, iFacialMocap_UDPTCPSTOP_sahuasouryya9218sauhuiayeta91555dy3719, 49986"
  })
  void shouldAskInTheWordsThatThePhoneKnows(
      IFacialMocapRequest request, String text, int answerPort) {
    assertThat(request.datagram()).asString(StandardCharsets.US_ASCII).isEqualTo(text);
    assertThat(request.answerPort()).isEqualTo(answerPort);
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    Fuzz.run(
        () -> new IFacialMocapDecoder(PositionUnit.BY_SIZE),
        List.of(
            bytes(FacePackets.v1(50, "1.5,2.25,-3e-1,0.01,0,-0.4")),
            bytes(FacePackets.v2(-50, "1,2,3,0,0,-40") + "___iFacialMocap"),
            bytes("jawOpen-1|" + POSES)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private ShapeWeights shapes() {
    return decoding.last().motion().shapes();
  }

  private HeadPose head() {
    return decoding.last().motion().head().orElseThrow();
  }
}
