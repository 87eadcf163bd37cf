package dev.afterglow.codec.facemotion3d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.facetext.FacePackets;
import dev.afterglow.codec.facetext.PositionUnit;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeWeights;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceMotion3dTest {
  private final Decoding decoding = new Decoding(new FaceMotion3dDecoder(PositionUnit.BY_SIZE));

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given: jawOpen&25|jawLeft&-9|FM_VF&80|=head#-90,0,0,0,0,-0.25|||0
    byte[] packet =
        Decoding.hex(
            """
            6a61774f70656e 26 3235 7c
            6a61774c656674 26 2d39 7c
            464d5f5646 26 3830 7c
            3d 68656164 23 2d3930 2c 30 2c 30 2c 30 2c 30 2c 2d302e3235 7c
            7c 7c 30
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(decoding.last().motion().shapes())
        .isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.25f, ArkitShape.JAW_LEFT, 0f)));
    Near.assertTurn(
        decoding.last().motion().head().orElseThrow().rotation(), Turns.aboutX(-Math.PI / 2));
    assertThat(decoding.decoder().protocol()).isEqualTo(Protocol.FACEMOTION3D);
  }

  @Test
  void shouldNotMindPosesWhenTheyHaveTheirOldNames() {
    assertThat(decoding.send("mouth_L-3|=head#1,2,3,0,0,-0.2|_REye#1,2,3|_LEye#1,2,3"))
        .isEqualTo(Outcome.accepted(1));
    assertThat(decoding.last().motion().shapes())
        .isEqualTo(ShapeWeights.of(Map.of(ArkitShape.MOUTH_LEFT, 0.03f)));
  }

  @Test
  void shouldPassOverEntryWhenItsSeparatorIsMissing() {
    // When
    decoding.send("mouthFunnel0|jawOpen&1|=head#1,2,3,0,0,-0.2");

    // Then
    assertThat(decoding.last().motion().shapes().has(ArkitShape.MOUTH_FUNNEL)).isFalse();
  }

  @Test
  void shouldCutFramesWhenTheyComeOverTcp() {
    // Given: the stream is joined in the middle of a frame
    String stream =
        "n&7|=___FACEMOTION3D" + FacePackets.v2(3, "1,2,3,0,0,-0.2") + "___FACEMOTION3D";

    // When
    FaceMotion3dDecoder.tcpCutter()
        .feed(
            ByteBuffer.wrap(bytes(stream)),
            frame -> decoding.decoder().decode(frame, 5, decoding.frames()::add));

    // Then
    assertThat(decoding.frames()).hasSize(1);
    assertThat(decoding.decoder().tally().rejected()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "UDP, FACEMOTION3D_OtherStreaming",
    "TCP, FACEMOTION3D_OtherStreaming|protocol=tcp",
    "STOP, StopStreaming_FACEMOTION3D"
  })
  void shouldAskInTheWordsThatThePhoneKnows(FaceMotion3dRequest request, String text) {
    assertThat(request.datagram()).asString(StandardCharsets.US_ASCII).isEqualTo(text);
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    Fuzz.run(
        () -> new FaceMotion3dDecoder(PositionUnit.CENTIMETRES),
        List.of(
            bytes(FacePackets.v2(-50, "1,2,3,0,0,-40")),
            bytes(FacePackets.v2(80, "1,2,3,0,0,-40") + "___FACEMOTION3D")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
