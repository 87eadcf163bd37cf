package dev.afterglow.agent.upstream;

import com.google.protobuf.ByteString;
import dev.afterglow.agent.identity.Signer;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.PairDeviceRequest;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import dev.afterglow.uplink.Refusal;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Enrols this device's key with a pairing code. */
public final class PairingClient implements AutoCloseable {
  private static final int TRIES = 3;
  private static final long LIMIT_S = 10;

  private final ManagedChannel channel;

  PairingClient(ManagedChannel channel) {
    this.channel = channel;
  }

  /**
   * A client of the service at that place.
   *
   * @throws IOException when the host is not known, or a file cannot be read
   */
  public static PairingClient open(IngestPlace place) throws IOException {
    return new PairingClient(ChannelGrpc.open(place));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  /** What became of it. */
  public sealed interface Outcome {
    /**
     * The device is enrolled.
     *
     * @param deviceId its UUID
     */
    record Paired(String deviceId) implements Outcome {}

    /**
     * It is not.
     *
     * @param sentence why
     */
    record Refused(String sentence) implements Outcome {}
  }

  /**
   * Shows the code, the key and the proof that its private half is here.
   *
   * @param requestId a UUID; the same one gives the same answer, so a lost answer does no harm
   * @param label what people shall call the device, 1 to 64 characters
   */
  public Outcome pair(PairingCode code, Signer signer, String label, String requestId) {
    PairDeviceRequest request =
        PairDeviceRequest.newBuilder()
            .setRequestId(requestId)
            .setCode(code.text())
            .setPublicKey(ByteString.copyFrom(signer.publicKey().raw()))
            .setLabel(label)
            .setProof(
                ByteString.copyFrom(signer.sign(SignedBytes.enrolment(code, signer.publicKey()))))
            .build();
    Refusal refusal = new Refusal(true, "not tried");
    for (int i = 0; i < TRIES; i++) {
      try {
        return new Outcome.Paired(
            CaptureServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(LIMIT_S, TimeUnit.SECONDS)
                .pairDevice(request)
                .getDeviceId());
      } catch (StatusRuntimeException e) {
        refusal = Refusal.of(e);
        if (refusal.lasting()) {
          break;
        }
      }
    }
    return new Outcome.Refused(refusal.sentence());
  }
}
