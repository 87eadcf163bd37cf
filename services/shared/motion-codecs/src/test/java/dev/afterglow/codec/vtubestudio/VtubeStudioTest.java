package dev.afterglow.codec.vtubestudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.codec.Axes;
import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.ShapeWeights;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VtubeStudioTest {
  private final Decoding decoding = new Decoding(new VtubeStudioDecoder(Axes.DRIVE));

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given
    byte[] packet =
        Decoding.hex(
            """
            7b 2246616365466f756e64223a74727565 2c // {"FaceFound":true,
            22526f746174696f6e223a 7b2278223a302c2279223a39302c227a223a307d 2c // y 90
            22426c656e64536861706573223a // "BlendShapes":
            5b 7b226b223a224a61774f70656e222c2276223a302e357d 5d 7d // [{"k":"JawOpen","v":0.5}]}
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes()).isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f)));
    Near.assertTurn(head().rotation(), Turns.aboutY(Math.PI / 2));
  }

  @Test
  void shouldReadEverythingWhenPacketIsWhole() {
    // When
    decoding.send(whole(true));

    // Then
    assertThat(shapes().count()).isEqualTo(52);
    assertThat(shapes().get(ArkitShape.TONGUE_OUT)).isEqualTo(0.51f);
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(1_700_000_000_123_000L));
    assertThat(head().xCm()).isEqualTo(1.5f);
    assertThat(head().zCm()).isEqualTo(-30);
    Near.assertTurn(
        head().rotation(),
        Turns.yawPitchRoll(Math.toRadians(20), Math.toRadians(10), Math.toRadians(-5)));
  }

  @Test
  void shouldMirrorWhenAxesAreUnitys() {
    // Given
    Decoding unity = new Decoding(new VtubeStudioDecoder(Axes.UNITY));

    // When
    unity.send(whole(true));

    // Then
    HeadPose head = unity.last().motion().head().orElseThrow();
    assertThat(head.xCm()).isEqualTo(-1.5f);
    Near.assertTurn(
        head.rotation(),
        Turns.yawPitchRoll(Math.toRadians(-20), Math.toRadians(10), Math.toRadians(5)));
  }

  @Test
  void shouldIgnoreWhenThereIsNoFace() {
    assertThat(decoding.send(whole(false))).isEqualTo(Outcome.ignored(IgnoreReason.NOT_TRACKED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'FaceFound':true} | NOT_THIS_PROTOCOL",
        "{'BlendShapes':[]} | NOT_THIS_PROTOCOL",
        "[1,2] | NOT_THIS_PROTOCOL",
        "{'FaceFound':true,'BlendShapes':[ | TRUNCATED",
        "{'FaceFound':1,'BlendShapes':[]} | MALFORMED",
        "{'FaceFound':true,'BlendShapes':{}} | MALFORMED",
        "{'FaceFound':true,'BlendShapes':[]} x | MALFORMED",
        "{'FaceFound':true,'BlendShapes':[{'k':'JawOpen'}]} | MALFORMED",
        "{'FaceFound':true,'BlendShapes':[{'k':'JawOpen','v':NaN}]} | MALFORMED",
        "{'FaceFound':true,'BlendShapes':[{'k':'JawOpen','v':'0.5'}]} | MALFORMED",
        "{'FaceFound':true,'BlendShapes':[{'k':'JawOpen','v':1e99}]} | NOT_FINITE",
        "{'FaceFound':true,'BlendShapes':[{'k':'JawOpen','v':55}]} | OUT_OF_RANGE",
        "{'FaceFound':true,'Rotation':{'x':999},'BlendShapes':[]} | OUT_OF_RANGE",
        "{'FaceFound':true,'Position':{'z':-9999},'BlendShapes':[]} | OUT_OF_RANGE",
        "{'A':[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]} | MALFORMED"
      })
  void shouldRejectWithItsReasonWhenPacketIsBad(String packet, RejectReason reason) {
    assertThat(decoding.send(packet.replace('\'', '"'))).isEqualTo(Outcome.rejected(reason));
  }

  @Test
  void shouldRejectWhenShapesAreTooMany() {
    // Given
    String shapes =
        Stream.generate(() -> "{\"k\":\"x\",\"v\":0}").limit(257).collect(Collectors.joining(","));

    // Then
    assertThat(decoding.send("{\"FaceFound\":true,\"BlendShapes\":[" + shapes + "]}"))
        .isEqualTo(Outcome.rejected(RejectReason.TOO_MANY));
  }

  @Test
  void shouldAskAsTheAppExpects() {
    // Given
    VtsRequest request = new VtsRequest(2.5, "Afterglow", List.of(11125, 11126));

    // Then
    assertThat(request.datagram())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo(
            "{\"messageType\":\"iOSTrackingDataRequest\",\"time\":2.500,"
                + "\"sentBy\":\"Afterglow\",\"ports\":[11125,11126]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, me, 1",
    "10.1, me, 1",
    "NaN, me, 1",
    "1, '', 1",
    "1, a\"b, 1",
    "1, me, 0",
    "1, me, 70000"
  })
  void shouldRefuseToAskWhenAPartIsOutOfRange(double seconds, String sentBy, int port) {
    assertThatThrownBy(() -> new VtsRequest(seconds, sentBy, List.of(port)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    Fuzz.run(
        () -> new VtubeStudioDecoder(Axes.UNITY),
        List.of(
            whole(true).getBytes(StandardCharsets.UTF_8),
            whole(false).getBytes(StandardCharsets.UTF_8)));
  }

  private static String whole(boolean found) {
    String shapes =
        Stream.of(ArkitShape.values()).map(VtubeStudioTest::entry).collect(Collectors.joining(","));
    return "{\"Timestamp\":1700000000123,\"Hotkey\":-1,\"FaceFound\":"
        + found
        + ",\"Rotation\":{\"x\":10,\"y\":20.0,\"z\":-5},\"Position\":{\"x\":1.5,\"y\":-2,\"z\":-30}"
        + ",\"EyeLeft\":{\"x\":1,\"y\":2,\"z\":0},\"EyeRight\":{\"x\":1,\"y\":2,\"z\":0}"
        + ",\"BlendShapes\":["
        + shapes
        + ",{\"k\":\"SomethingElse\",\"v\":7}]}";
  }

  private static String entry(ArkitShape shape) {
    String name = shape.arkitName();
    String pascal = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return "{\"k\":\"" + pascal + "\",\"v\":" + shape.ordinal() / 100f + "}";
  }

  private ShapeWeights shapes() {
    return decoding.last().motion().shapes();
  }

  private HeadPose head() {
    return decoding.last().motion().head().orElseThrow();
  }
}
