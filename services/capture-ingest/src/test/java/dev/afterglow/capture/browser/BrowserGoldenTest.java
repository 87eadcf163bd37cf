package dev.afterglow.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.MessageLite;
import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeAnswer;
import dev.afterglow.api.capture.v1.ChallengeKind;
import dev.afterglow.api.capture.v1.ClockPing;
import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.DigitPrompt;
import dev.afterglow.api.capture.v1.DigitStep;
import dev.afterglow.api.capture.v1.DriveAck;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.capture.v1.TeachDigits;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.HeadPose;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.api.drive.v1.VoiceSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The messages of the page's own protocol buffers, byte for byte as the generated classes write
 * them. The page's tests read the same file.
 */
class BrowserGoldenTest {
  private static final Path GOLDEN = Path.of("../studio/src/main/webui/test/capture/golden.json");
  private static final String DRIVE = "01980000-0000-7000-8000-000000000001";

  @TestFactory
  Stream<DynamicTest> shouldBeTheContractsBytesWhenThePageSends() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile()).get("sent");
    assertThat(golden.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(SENT.keySet());
    return same(golden, SENT);
  }

  @TestFactory
  Stream<DynamicTest> shouldBeTheContractsBytesWhenThePageHears() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile()).get("heard");
    assertThat(golden.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(HEARD.keySet());
    return same(golden, HEARD);
  }

  private static Stream<DynamicTest> same(
      JsonNode golden, Map<String, ? extends MessageLite> messages) {
    return messages.entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(),
                    () ->
                        assertThat(golden.get(it.getKey()).asText())
                            .isEqualTo(HexFormat.of().formatHex(it.getValue().toByteArray()))));
  }

  private static final Map<String, OpenDriveRequest> SENT =
      with(
          "teach_digits",
          OpenDriveRequest.newBuilder().setTeachDigits(TeachDigits.getDefaultInstance()).build(),
          Map.of(
              "open",
              OpenDriveRequest.newBuilder()
                  .setOpen(
                      OpenDriveHeader.newBuilder()
                          .setDriveId(DRIVE)
                          .setDriveToken("0123456789abcdefghijklmnopqrstuvwxyzABCDEFG")
                          .setHeader(
                              DriveHeader.newBuilder()
                                  .addAllShapeNames(List.of("jawOpen", "eyeBlinkLeft"))
                                  .setMotionSource(MotionSource.MOTION_SOURCE_CAMERA)
                                  .setVoiceSource(VoiceSource.VOICE_SOURCE_MICROPHONE)
                                  .setProducer("afterglow-page 0.1"))
                          .setDeviceTimeUs(1_234_567_890L)
                          .setShowsChallenges(true))
                  .build(),
              "open_without_voice",
              OpenDriveRequest.newBuilder()
                  .setOpen(
                      OpenDriveHeader.newBuilder()
                          .setDriveId(DRIVE)
                          .setDriveToken("0123456789abcdef")
                          .setHeader(
                              DriveHeader.newBuilder()
                                  .setMotionSource(MotionSource.MOTION_SOURCE_CAMERA))
                          .setShowsChallenges(true))
                  .build(),
              "motion",
              motion(
                  MotionSample.newBuilder()
                      .setSequence(300)
                      .setDeviceTimeUs(9_007_199_254_740_991L)
                      .setShapePresence(3)
                      .addAllShapeWeights(List.of(0.25f, 1f))
                      .setHead(
                          HeadPose.newBuilder()
                              .addAllRotation(List.of(0f, 0.5f, 0f, 0.75f))
                              .addAllPositionCm(List.of(1.5f, -2f, -40f)))),
              "motion_without_head",
              motion(
                  MotionSample.newBuilder()
                      .setSequence(1)
                      .setDeviceTimeUs(40_000)
                      .setShapePresence((1L << 51) - 1)
                      .addAllShapeWeights(Collections.nCopies(51, 0f))),
              "open_with_bones",
              OpenDriveRequest.newBuilder()
                  .setOpen(
                      OpenDriveHeader.newBuilder()
                          .setDriveId(DRIVE)
                          .setDriveToken("0123456789abcdef")
                          .setHeader(
                              DriveHeader.newBuilder()
                                  .addShapeNames("jawOpen")
                                  .addAllBoneNames(List.of("spine", "neck", "leftUpperArm"))
                                  .setMotionSource(MotionSource.MOTION_SOURCE_CAMERA))
                          .setShowsChallenges(true))
                  .build(),
              "motion_with_bones",
              motion(
                  MotionSample.newBuilder()
                      .setSequence(42)
                      .setDeviceTimeUs(1_500_000)
                      .setShapePresence(1)
                      .addShapeWeights(0.5f)
                      .setBonePresence(0b101)
                      .addAllBoneRotations(List.of(0f, 0.6f, 0f, 0.8f, -0.5f, 0.5f, -0.5f, 0.5f))),
              "voice",
              OpenDriveRequest.newBuilder()
                  .setVoice(
                      VoiceSample.newBuilder()
                          .setSequence(7)
                          .setDeviceTimeUs(140_000)
                          .setSampleRateHz(48_000)
                          .setPcmS16Le(
                              ByteString.copyFrom(HexFormat.of().parseHex("00000100ffffff7f0080"))))
                  .build(),
              "voice_opus",
              OpenDriveRequest.newBuilder()
                  .setVoice(
                      VoiceSample.newBuilder()
                          .setSequence(8)
                          .setDeviceTimeUs(153_500)
                          .setSampleRateHz(48_000)
                          .setOpus(ByteString.copyFrom(HexFormat.of().parseHex("78fffe"))))
                  .build(),
              "pong",
              OpenDriveRequest.newBuilder()
                  .setPong(ClockPong.newBuilder().setPingId(-1).setDeviceTimeUs(5))
                  .build(),
              "challenge_answer",
              OpenDriveRequest.newBuilder()
                  .setChallengeAnswer(
                      ChallengeAnswer.newBuilder().setChallengeId(DRIVE).setShownDeviceTimeUs(77))
                  .build()));

  private static final Map<String, OpenDriveResponse> HEARD =
      Map.of(
          "opened",
          OpenDriveResponse.newBuilder()
              .setOpened(
                  DriveOpened.newBuilder().setLastMotionSequence(300).setLastVoiceSequence(7))
              .build(),
          "opened_new",
          OpenDriveResponse.newBuilder().setOpened(DriveOpened.getDefaultInstance()).build(),
          "ack",
          OpenDriveResponse.newBuilder()
              .setAck(DriveAck.newBuilder().setMotionSequence(1_000_000).setVoiceSequence(2))
              .build(),
          "ping",
          OpenDriveResponse.newBuilder().setPing(ClockPing.newBuilder().setPingId(-1)).build(),
          "challenge",
          OpenDriveResponse.newBuilder()
              .setChallenge(
                  Challenge.newBuilder()
                      .setChallengeId(DRIVE)
                      .setKind(ChallengeKind.CHALLENGE_KIND_GESTURE)
                      .addAllParts(List.of("jawOpen", "browInnerUp"))
                      .setAnswerWithin(Duration.newBuilder().setSeconds(4).setNanos(250_000_000)))
              .build(),
          "digit_prompt",
          OpenDriveResponse.newBuilder()
              .setDigitPrompt(
                  DigitPrompt.newBuilder()
                      .setStep(DigitStep.DIGIT_STEP_AGAIN)
                      .setDigit("7")
                      .setKept(3)
                      .setWanted(20))
              .build());

  private static Map<String, OpenDriveRequest> with(
      String name, OpenDriveRequest message, Map<String, OpenDriveRequest> others) {
    Map<String, OpenDriveRequest> all = new HashMap<>(others);
    all.put(name, message);
    return Map.copyOf(all);
  }

  private static OpenDriveRequest motion(MotionSample.Builder sample) {
    return OpenDriveRequest.newBuilder()
        .setMotion(MotionBatch.newBuilder().addSamples(sample))
        .build();
  }
}
