package dev.afterglow.render.running;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AcquireLeaseResponse;
import dev.afterglow.api.registry.v1.AvatarSeal;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.Composition;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadAvatarResponse;
import dev.afterglow.api.registry.v1.GetCompositionRequest;
import dev.afterglow.api.registry.v1.GetCompositionResponse;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyResponse;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.ReleaseLeaseResponse;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseResponse;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A registry that answers as told: leases, and one sealed avatar. */
final class FakeRegistry {
  /** What every request for a lease fails with. */
  volatile Optional<StatusRuntimeException> fault = Optional.empty();

  /** The file that the registry sealed. */
  volatile byte[] sealed = TinyFigure.glb();

  /** The file that downloads bring; its seal is for {@link #sealed} whatever stands here. */
  volatile byte[] file = TinyFigure.glb();

  /** Whether leases allow blinks and breath of the figure's own. */
  volatile boolean idleMotion;

  /** Whether leases allow the voice to move the mouth. */
  volatile boolean mouthFromVoice;

  /** Requests for leases wait for it. */
  volatile CountDownLatch open = new CountDownLatch(0);

  /** What the avatar is made of beside its file. */
  volatile Composition composition = Composition.getDefaultInstance();

  final List<AcquireLeaseRequest> acquired = new CopyOnWriteArrayList<>();
  final List<String> released = new CopyOnWriteArrayList<>();
  private final Map<String, StreamLease> leases = new ConcurrentHashMap<>();
  private final KeyPair key;

  FakeRegistry() {
    try {
      key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void reset() {
    open.countDown();
    fault = Optional.empty();
    file = TinyFigure.glb();
    sealed = TinyFigure.glb();
    open = new CountDownLatch(0);
    composition = Composition.getDefaultInstance();
    idleMotion = false;
    mouthFromVoice = false;
    acquired.clear();
    released.clear();
  }

  /** A refusal as the registry makes it. */
  static StatusRuntimeException refusal(
      Status.Code code, String reason, Map<String, String> metadata) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setDomain("afterglow.dev")
            .setReason(reason)
            .putAllMetadata(metadata)
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(reason)
            .addDetails(Any.pack(info))
            .build());
  }

  BindableService leases() {
    return new LeaseServiceGrpc.LeaseServiceImplBase() {
      @Override
      public void acquireLease(
          AcquireLeaseRequest request, StreamObserver<AcquireLeaseResponse> answer) {
        acquired.add(request);
        await(open);
        if (fault.isPresent()) {
          answer.onError(fault.get());
          return;
        }
        StreamLease lease =
            StreamLease.newBuilder()
                .setLeaseId(UUID.randomUUID().toString())
                .setUse(request.getUse())
                .setAvatarSha256(ByteString.copyFrom(digest()))
                .setEpoch(1)
                .setIdleMotionAllowed(idleMotion)
                .setMouthFromVoiceAllowed(mouthFromVoice)
                .setTtl(Duration.newBuilder().setSeconds(5))
                .build();
        leases.put(lease.getLeaseId(), lease);
        reply(answer, AcquireLeaseResponse.newBuilder().setLease(lease).build());
      }

      @Override
      public void renewLease(RenewLeaseRequest request, StreamObserver<RenewLeaseResponse> answer) {
        StreamLease lease = leases.get(request.getLeaseId());
        reply(answer, RenewLeaseResponse.newBuilder().setLease(lease).build());
      }

      @Override
      public void releaseLease(
          ReleaseLeaseRequest request, StreamObserver<ReleaseLeaseResponse> answer) {
        released.add(request.getLeaseId());
        reply(answer, ReleaseLeaseResponse.getDefaultInstance());
      }

      @Override
      public void watchLeases(
          WatchLeasesRequest request, StreamObserver<WatchLeasesResponse> answer) {
        // nothing is ever revoked here
      }
    };
  }

  BindableService avatars() {
    return new AvatarServiceGrpc.AvatarServiceImplBase() {
      @Override
      public void getSigningKey(
          GetSigningKeyRequest request, StreamObserver<GetSigningKeyResponse> answer) {
        byte[] encoded = key.getPublic().getEncoded();
        reply(
            answer,
            GetSigningKeyResponse.newBuilder()
                .setKeyId("key")
                .setPublicKey(ByteString.copyFrom(encoded, encoded.length - 32, 32))
                .build());
      }

      @Override
      public void downloadAvatar(
          DownloadAvatarRequest request, StreamObserver<DownloadAvatarResponse> answer) {
        answer.onNext(DownloadAvatarResponse.newBuilder().setSeal(seal()).build());
        reply(
            answer,
            DownloadAvatarResponse.newBuilder().setChunk(ByteString.copyFrom(file)).build());
      }
    };
  }

  /** What {@link #composition} says; no part can be fetched. */
  BindableService parts() {
    return new PartServiceGrpc.PartServiceImplBase() {
      @Override
      public void getComposition(
          GetCompositionRequest request, StreamObserver<GetCompositionResponse> answer) {
        reply(answer, GetCompositionResponse.newBuilder().setComposition(composition).build());
      }
    };
  }

  private byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private AvatarSeal seal() {
    byte[] digest = digest();
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key.getPrivate());
      String text = "afterglow-avatar-v1:" + HexFormat.of().formatHex(digest);
      signer.update(text.getBytes(StandardCharsets.US_ASCII));
      return AvatarSeal.newBuilder()
          .setKeyId("key")
          .setSha256(ByteString.copyFrom(digest))
          .setSignature(ByteString.copyFrom(signer.sign()))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> void reply(StreamObserver<T> answer, T message) {
    answer.onNext(message);
    answer.onCompleted();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
