package dev.afterglow.agent.upstream;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeAnswer;
import dev.afterglow.api.capture.v1.ClockPing;
import dev.afterglow.api.capture.v1.DigitPrompt;
import dev.afterglow.api.capture.v1.DriveAck;
import dev.afterglow.api.capture.v1.DriveBatch;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.capture.v1.PairDeviceRequest;
import dev.afterglow.api.capture.v1.PairDeviceResponse;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A capture-ingest over real gRPC on the loopback, which holds signed chains to the contract: each
 * batch must follow the one before, and one that came before must be the same bit for bit.
 */
public final class FakeCapture extends CaptureServiceGrpc.CaptureServiceImplBase
    implements AutoCloseable {
  public static final String AVATAR = "0197f000-0000-7000-8000-00000000a7a7";
  public static final String DEVICE = "0197f000-0000-7000-8000-0000000000de";

  public final List<OpenDriveHeader> opens = new CopyOnWriteArrayList<>();
  public final List<String> faults = new CopyOnWriteArrayList<>();
  public final List<VoiceSample> voice = new CopyOnWriteArrayList<>();
  public final List<ChallengeAnswer> answers = new CopyOnWriteArrayList<>();
  public volatile int lessons;
  private final TreeMap<Long, MotionSample> motion = new TreeMap<>();
  private final List<ByteString> chain = new ArrayList<>();
  private final Server server;
  private @Nullable StreamObserver<OpenDriveResponse> live;
  private volatile @Nullable DeviceKey key;
  private volatile String code = "7KQ2M9XD";
  private volatile Status refusal = Status.OK;

  /** In plain text. */
  public FakeCapture() throws IOException {
    this(InsecureServerCredentials.create());
  }

  public FakeCapture(ServerCredentials credentials) throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials)
            .addService(this)
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  public void trust(DeviceKey newKey) {
    key = newKey;
  }

  public void refuse(Status status) {
    refusal = status;
  }

  public @Nullable DeviceKey enrolled() {
    return key;
  }

  /** The samples that came, by their sequence. */
  public synchronized NavigableMap<Long, MotionSample> motion() {
    return new TreeMap<>(motion);
  }

  public synchronized int batches() {
    return chain.size();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public void pairDevice(PairDeviceRequest request, StreamObserver<PairDeviceResponse> answer) {
    DeviceKey shown = DeviceKey.of(request.getPublicKey().toByteArray());
    byte[] said = SignedBytes.enrolment(new PairingCode(request.getCode()), shown);
    if (!request.getCode().equals(code)
        || !shown.verifies(said, request.getProof().toByteArray())) {
      answer.onError(Status.PERMISSION_DENIED.withDescription("PAIRING_REFUSED").asException());
      return;
    }
    key = shown;
    answer.onNext(PairDeviceResponse.newBuilder().setDeviceId(DEVICE).build());
    answer.onCompleted();
  }

  @Override
  public StreamObserver<OpenDriveRequest> openDrive(StreamObserver<OpenDriveResponse> device) {
    return new StreamObserver<>() {
      @Override
      public void onNext(OpenDriveRequest request) {
        take(request, device);
      }

      @Override
      public void onError(Throwable broken) {
        // The wire was cut; the device comes again.
      }

      @Override
      public void onCompleted() {
        device.onCompleted();
      }
    };
  }

  private synchronized void take(
      OpenDriveRequest request, StreamObserver<OpenDriveResponse> device) {
    switch (request.getMessageCase()) {
      case OPEN -> open(request.getOpen(), device);
      case MOTION -> request.getMotion().getSamplesList().forEach(this::sample);
      case VOICE -> sound(request.getVoice());
      case CHALLENGE_ANSWER -> answers.add(request.getChallengeAnswer());
      case TEACH_DIGITS -> lessons++;
      case SIGNED_BATCH -> batch(request.getSignedBatch());
      default -> {}
    }
    if (!request.hasOpen() && device == live) {
      device.onNext(
          OpenDriveResponse.newBuilder()
              .setAck(
                  DriveAck.newBuilder()
                      .setMotionSequence(motion.isEmpty() ? 0 : motion.lastKey())
                      .setVoiceSequence(voice.isEmpty() ? 0 : voice.getLast().getSequence())
                      .setBatchSequence(chain.size()))
              .build());
    }
  }

  /** Asks the driver of the newest stream. */
  public synchronized void ask(Challenge challenge) {
    if (live != null) {
      live.onNext(OpenDriveResponse.newBuilder().setChallenge(challenge).build());
    }
  }

  /** Asks for a digit of a lesson. */
  public synchronized void prompt(DigitPrompt prompt) {
    if (live != null) {
      live.onNext(OpenDriveResponse.newBuilder().setDigitPrompt(prompt).build());
    }
  }

  private void sound(VoiceSample packet) {
    if (packet.getSequence() != voice.size() + 1) {
      faults.add("gap in the sound before " + packet.getSequence());
    }
    voice.add(packet);
  }

  private void open(OpenDriveHeader header, StreamObserver<OpenDriveResponse> device) {
    opens.add(header);
    if (!refusal.isOk()) {
      device.onError(refusal.asException());
      return;
    }
    live = device;
    device.onNext(
        OpenDriveResponse.newBuilder()
            .setOpened(
                DriveOpened.newBuilder()
                    .setLastMotionSequence(motion.isEmpty() ? 0 : motion.lastKey())
                    .setLastBatchSequence(chain.size())
                    .setLastBatchSha256(
                        chain.isEmpty()
                            ? ByteString.EMPTY
                            : ByteString.copyFrom(sha256(chain.getLast())))
                    .setAvatarId(AVATAR))
            .build());
    device.onNext(
        OpenDriveResponse.newBuilder().setPing(ClockPing.newBuilder().setPingId(1)).build());
  }

  private void batch(SignedBatch signed) {
    try {
      DriveBatch batch = DriveBatch.parseFrom(signed.getContent());
      int at = (int) batch.getBatchSequence();
      DeviceKey known = key;
      if (known == null
          || !known.verifies(
              SignedBytes.batch(signed.getContent().toByteArray()),
              signed.getSignature().toByteArray())) {
        faults.add("signature of " + at);
      }
      if (!batch.getAvatarId().equals(AVATAR)) {
        faults.add("avatar of " + at);
      }
      if (at <= chain.size()) {
        if (!chain.get(at - 1).equals(signed.getContent())) {
          faults.add("fork at " + at);
        }
        return;
      }
      byte[] before = chain.isEmpty() ? new byte[32] : sha256(chain.getLast());
      if (at != chain.size() + 1
          || !batch.getPreviousSha256().equals(ByteString.copyFrom(before))) {
        faults.add("chain broken at " + at);
      }
      chain.add(signed.getContent());
      batch.getMotionList().forEach(this::sample);
      batch.getVoiceList().forEach(this::sound);
    } catch (InvalidProtocolBufferException e) {
      faults.add("malformed");
    }
  }

  private void sample(MotionSample sample) {
    if (!motion.isEmpty() && sample.getSequence() > motion.lastKey() + 1) {
      faults.add("gap before " + sample.getSequence());
    }
    if (!motion.isEmpty()
        && sample.getSequence() > motion.lastKey()
        && sample.getDeviceTimeUs() <= motion.lastEntry().getValue().getDeviceTimeUs()) {
      faults.add("time ran back at " + sample.getSequence());
    }
    motion.putIfAbsent(sample.getSequence(), sample);
  }

  private static byte[] sha256(ByteString content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
