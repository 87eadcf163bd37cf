package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeAnswer;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.drive.v1.DriveHeader;
import io.grpc.Channel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays a made face of three seconds over and over, 50 frames a second, as a device that says it
 * shows challenges. Only when told to does it do what they ask for, 0.6 s after they came.
 */
final class LoopedDevice implements AutoCloseable {
  private static final String[] SHAPES = {
    "browInnerUp",
    "browOuterUpLeft",
    "browOuterUpRight",
    "browDownLeft",
    "browDownRight",
    "eyeBlinkLeft",
    "eyeBlinkRight",
    "jawOpen",
    "mouthSmileLeft",
    "mouthSmileRight",
    "mouthPucker"
  };
  private static final int LOOP = 150;
  private static final long REACTION_US = 600_000;

  volatile boolean answers;

  private final HandDevice device;
  private final float[][] loop = new float[LOOP][SHAPES.length];
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private long sequence;
  private String shownId = "";
  private long shownUs;

  LoopedDevice(Channel channel, CreateDriveResponse created, boolean showsChallenges) {
    Random random = new Random(3);
    float[] face = new float[SHAPES.length];
    for (float[] frame : loop) {
      for (int i = 0; i < face.length; i++) {
        face[i] = Math.clamp(face[i] + 0.02f * (float) random.nextGaussian(), 0, 0.2f);
        frame[i] = face[i];
      }
    }
    device = new HandDevice(channel);
    device.send(
        OpenDriveRequest.newBuilder()
            .setOpen(
                OpenDriveHeader.newBuilder()
                    .setDriveId(created.getDrive().getDriveId())
                    .setDriveToken(created.getDriveToken())
                    .setHeader(DriveHeader.newBuilder().addAllShapeNames(List.of(SHAPES)))
                    .setDeviceTimeUs(HandDevice.nowUs())
                    .setShowsChallenges(showsChallenges))
            .build());
    var _ = timer.scheduleAtFixedRate(this::frame, 0, 20, TimeUnit.MILLISECONDS);
  }

  /** How many challenges came. */
  int challenges() {
    return (int) device.heard.stream().filter(OpenDriveResponse::hasChallenge).count();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void frame() {
    if (device.heard.stream().noneMatch(OpenDriveResponse::hasOpened)) {
      return;
    }
    long nowUs = HandDevice.nowUs();
    Float[] weights = new Float[SHAPES.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = loop[(int) (sequence % LOOP)][i] + asked(SHAPES[i], nowUs);
    }
    sequence++;
    device.motion(sequence, nowUs, (1L << SHAPES.length) - 1, weights);
  }

  private float asked(String shape, long nowUs) {
    Challenge challenge =
        device.heard.stream()
            .filter(OpenDriveResponse::hasChallenge)
            .map(OpenDriveResponse::getChallenge)
            .reduce(Challenge.getDefaultInstance(), (older, newer) -> newer);
    if (!challenge.getChallengeId().equals(shownId)) {
      shownId = challenge.getChallengeId();
      shownUs = nowUs;
      device.send(
          OpenDriveRequest.newBuilder()
              .setChallengeAnswer(
                  ChallengeAnswer.newBuilder().setChallengeId(shownId).setShownDeviceTimeUs(nowUs))
              .build());
    }
    boolean does =
        answers
            && challenge.getPartsList().contains(shape)
            && nowUs - shownUs > REACTION_US
            && nowUs - shownUs < 3 * REACTION_US;
    return does ? 0.6f : 0;
  }
}
