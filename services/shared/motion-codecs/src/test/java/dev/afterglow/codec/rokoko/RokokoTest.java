package dev.afterglow.codec.rokoko;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RokokoTest {
  private static final String FACE = "'meta':{'hasFace':true,'hasBody':false,'hasGloves':false},";

  private final Decoding decoding = new Decoding(new RokokoDecoder());

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given
    byte[] packet =
        Decoding.hex(
            """
            7b 2276657273696f6e223a33 2c // {"version":3,
            227363656e65223a 7b 2274696d657374616d70223a322e35 2c // "scene":{"timestamp":2.5,
            226163746f7273223a 5b7b // "actors":[{
            2266616365223a 7b 226a61774f70656e223a3430 7d // "face":{"jawOpen":40}
            7d5d 7d 7d // }]}}
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes()).isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.4f)));
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(2_500_000));
  }

  @Test
  void shouldReadTheSameWhenFrameIsPackedByHand() {
    // Given: one raw block, no hashes but the header's, which covers 60 40
    byte[] json = json("{'version':3,'scene':{'actors':[{'face':{'jawOpen':40}}]}}");
    String size = String.format(Locale.ROOT, "%02x000080", json.length);
    byte[] packet =
        joined(Decoding.hex("04224d18 60 40 82" + size), json, Decoding.hex("00000000"));

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.4f);
  }

  @Test
  void shouldReadTheSameWhenFrameIsPackedByTheLibrary() {
    // When
    Outcome outcome = decoding.send(packed(json(body("head", 0, 0, 1, 0))));

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Rotation.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource({
    "hip, HIPS, 0, 0, 0, 1",
    "spine, SPINE, 0, 0, 1, 0",
    "leftUpLeg, LEFT_UPPER_LEG, 0, 0.707, 0, 0.707",
    "rightLeg, RIGHT_LOWER_LEG, 0, -0.707, 0, 0.707",
    "leftFoot, LEFT_FOOT, 0, 0.707, -0.707, 0",
    "rightToe, RIGHT_TOES, 0, -0.707, 0.707, 0",
    "leftShoulder, LEFT_SHOULDER, 0, 0, 0.707, -0.707",
    "rightShoulder, RIGHT_SHOULDER, 0, 0, 0.707, 0.707",
    "leftUpperArm, LEFT_UPPER_ARM, -0.5, -0.5, 0.5, -0.5",
    "rightHand, RIGHT_HAND, 0.5, -0.5, 0.5, 0.5",
    "leftThumbProximal, LEFT_THUMB_METACARPAL, -0.561, -0.701, 0.430, -0.092",
    "rightThumbMedial, RIGHT_THUMB_PROXIMAL, 0.653, -0.653, 0.271, 0.271",
    "leftIndexMedial, LEFT_INDEX_INTERMEDIATE, -0.5, -0.5, 0.5, -0.5",
    "rightLittleDistal, RIGHT_LITTLE_DISTAL, 0.5, -0.5, 0.5, 0.5"
  })
  void shouldBeAtRestWhenBoneStandsAsInTheTPose(
      String name, HumanoidBone bone, float x, float y, float z, float w) {
    // When
    decoding.send(json(body(name, x, y, z, w)));

    // Then
    assertThat(bones()).containsOnlyKeys(bone);
    Near.assertTurn(bones().get(bone), Rotation.IDENTITY);
  }

  @Test
  void shouldTurnAgainstTheParentWhenBothTurn() {
    // Given: hips turned by 0.3 and the head by 0.8 to the left; Unity's sense is the other way
    Rotation hips = Turns.aboutY(-0.3);
    Rotation head = Turns.times(Turns.aboutY(-0.8), new Rotation(0, 0, 1, 0));

    // When
    decoding.send(json(actors("{'body':{" + bone("hip", hips) + "," + bone("head", head) + "}}")));

    // Then
    Near.assertTurn(bones().get(HumanoidBone.HIPS), Turns.aboutY(0.3));
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Turns.aboutY(0.5));
  }

  @Test
  void shouldLiftTheLeftArmWhenUnityLiftsIt() {
    // Given: from the T-pose up; the left arm points to -X in Unity, so that is -90 degrees about Z
    Rotation up = Turns.times(Turns.aboutZ(-Math.PI / 2), new Rotation(-0.5f, -0.5f, 0.5f, -0.5f));

    // When
    decoding.send(json(actors("{'body':{" + bone("leftUpperArm", up) + "}}")));

    // Then: it points to +X here, and must come to point up
    float[] arm = Near.turned(bones().get(HumanoidBone.LEFT_UPPER_ARM), 1, 0, 0);
    assertThat(arm[1]).isGreaterThan(0.999f);
  }

  @Test
  void shouldGiveAFrameAnActorWhenSeveralAreThere() {
    // When
    Outcome outcome =
        decoding.send(
            json(
                actors(
                    "{'face':{'jawOpen':1}}",
                    "{'meta':{'hasFace':false},'face':{'jawOpen':1}}",
                    "{"
                        + FACE
                        + "'face':{'jawOpen':3},"
                        + "'body':{"
                        + bone("hip", Turns.aboutY(1))
                        + "}}")));

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(2));
    assertThat(decoding.frames()).extracting(SourceFrame::subject).containsExactly(0, 2);
    assertThat(bones()).isEmpty();
  }

  @Test
  void shouldLeaveBoneOutWhenItsQuaternionIsAllZero() {
    assertThat(decoding.send(json(body("head", 0, 0, 0, 0))))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_TRACKED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3.0", "'3'", "'3.0'", "'3,0'"})
  void shouldReadWhenVersionIsSpeltThatWay(String version) {
    assertThat(
            decoding.send(
                json("{'version':" + version + ",'scene':{'actors':[{'face':{'jawOpen':1}}]}}")))
        .isEqualTo(Outcome.accepted(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'version':2,'scene':{'actors':[]}} | UNKNOWN_VERSION",
        "{'version':3,'scene':{'actors':[]},'trackers':[]} | UNKNOWN_VERSION",
        "{'version':3} | NOT_THIS_PROTOCOL",
        "{'scene':{'actors':[]}} | NOT_THIS_PROTOCOL",
        "{'version':3,'scene':{'actors':[1]}} | MALFORMED",
        "{'version':3,'scene':{'actors':[{'face':{'jawOpen':'x'}}]}} | MALFORMED",
        "{'version':3,'scene':{'actors':[{'face':{'jawOpen':900}}]}} | OUT_OF_RANGE",
        "{'version':3,'scene':{'actors':[{'body':{'hip':{'rotation':{'w':7}}}}]}} | OUT_OF_RANGE",
        "{'version':3,'scene':{'actors':[{'body':{'hip':{'rotation':{'w':1e50}}}}]}} | NOT_FINITE",
        "{'version':3,'scene':{'actors':[{},{},{},{},{},{},{},{},{}]}} | TOO_MANY",
        "{'version':3,'scene' | TRUNCATED"
      })
  void shouldRejectWithItsReasonWhenJsonIsBad(String packet, RejectReason reason) {
    assertThat(decoding.send(json(packet))).isEqualTo(Outcome.rejected(reason));
  }

  @Test
  void shouldRejectWithItsReasonWhenTheLz4FrameIsBad() {
    // Given
    byte[] good = packed(json(body("head", 0, 0, 1, 0)));
    byte[] header = good.clone();
    header[6] ^= 1;
    byte[] content = good.clone();
    content[good.length - 1] ^= 1;
    byte[] linked = good.clone();
    linked[4] &= ~0x20;
    byte[] bomb = packed(new byte[300_000]);

    // Then
    assertThat(decoding.send(header)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(content)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(linked)).isEqualTo(Outcome.rejected(RejectReason.UNKNOWN_VERSION));
    assertThat(decoding.send(Arrays.copyOf(good, good.length - 9)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(joined(good, good)))
        .isEqualTo(Outcome.rejected(RejectReason.WRONG_LENGTH));
    assertThat(bomb.length).isLessThan(4_000);
    assertThat(decoding.send(bomb)).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    byte[] plain =
        json(
            actors(
                "{'name':'a'," + "'color':[1,2,3],'face':{'jawOpen':40,'tongueOut':-3}}",
                "{'body':{"
                    + bone("hip", Turns.aboutY(1))
                    + ","
                    + bone("head", Turns.aboutX(1))
                    + "}}"));
    Fuzz.run(RokokoDecoder::new, List.of(plain, packed(plain)));
  }

  private static String body(String name, float x, float y, float z, float w) {
    return actors(
        "{'body':{'"
            + name
            + "':{'position':{'x':1,'y':2,'z':3},'rotation':{'x':"
            + x
            + ",'y':"
            + y
            + ",'z':"
            + z
            + ",'w':"
            + w
            + "}}}}");
  }

  private static String bone(String name, Rotation r) {
    return "'"
        + name
        + "':{'rotation':{'x':"
        + r.x()
        + ",'y':"
        + r.y()
        + ",'z':"
        + r.z()
        + ",'w':"
        + r.w()
        + "}}";
  }

  private static String actors(String... actors) {
    return "{'version':3,'fps':60.0,'scene':{'timestamp':1.5,'actors':["
        + String.join(",", actors)
        + "],'characters':[],'props':[{'name':'p'}]}}";
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(
            bytes,
            LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
            LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
            LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private ShapeWeights shapes() {
    return decoding.last().motion().shapes();
  }

  private Map<HumanoidBone, Rotation> bones() {
    return decoding.last().motion().bones();
  }
}
