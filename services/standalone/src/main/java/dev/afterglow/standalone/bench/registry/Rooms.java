package dev.afterglow.standalone.bench.registry;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.Consent;
import dev.afterglow.api.registry.v1.ConsentMethod;
import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import dev.afterglow.api.registry.v1.UploadAvatarResponse;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.standalone.room.SimulatedPerson;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A person, an avatar of one triangle, and licences with ten rooms each. */
final class Rooms {
  private static final int ROOMS_A_LICENCE = 10;
  private static final long SEED = 20_261_123;

  private final List<IntendedUse> uses = new ArrayList<>();

  private Rooms() {}

  static Rooms open(Channel registry, int rooms, Clock clock) {
    Rooms all = new Rooms();
    String person =
        SimulatedPerson.verified(
            IdentityServiceGrpc.newBlockingStub(registry), "", new Random(SEED + rooms));
    String avatar = upload(registry, person);
    LicenceServiceGrpc.LicenceServiceBlockingStub licences =
        LicenceServiceGrpc.newBlockingStub(registry);
    for (int i = 0; i < rooms; i += ROOMS_A_LICENCE) {
      String licence =
          licences.grantLicence(grant(person, avatar, clock)).getLicence().getLicenceId();
      for (int room = 0; room < ROOMS_A_LICENCE; room++) {
        all.uses.add(use(person, avatar, licence));
      }
    }
    return all;
  }

  IntendedUse use(int number) {
    return uses.get(number % uses.size());
  }

  int count() {
    return uses.size();
  }

  AcquireLeaseRequest acquire(int number) {
    return AcquireLeaseRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setUse(use(number))
        .setHolder("bench")
        .build();
  }

  private static IntendedUse use(String person, String avatar, String licence) {
    return IntendedUse.newBuilder()
        .setLicenceId(licence)
        .setAvatarId(avatar)
        .setDriverSubjectId(person)
        .setVoice(VoiceMode.VOICE_MODE_REAL)
        .setMotion(MotionMode.MOTION_MODE_TAPE)
        .setLiveness(Liveness.LIVENESS_LIVE)
        .setUse(UseKind.USE_KIND_LIVE)
        .setPlatform(PlatformAccount.newBuilder().setPlatform("showroom").setAccountId("bench"))
        .setTerritory("CN")
        .setCategory("tea")
        .setRoomId(UUID.randomUUID().toString())
        .build();
  }

  private static GrantLicenceRequest grant(String person, String avatar, Clock clock) {
    Timestamp now = Timestamps.fromMillis(clock.millis());
    return GrantLicenceRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setLicensorSubjectId(person)
        .setTerms(
            LicenceTerms.newBuilder()
                .setAvatarId(avatar)
                .setDriverScope(DriverScope.DRIVER_SCOPE_OWNER_ONLY)
                .addVoices(VoiceMode.VOICE_MODE_REAL)
                .addMotions(MotionMode.MOTION_MODE_TAPE)
                .addUses(UseKind.USE_KIND_LIVE)
                .addPlatforms(
                    PlatformAccount.newBuilder().setPlatform("showroom").setAccountId("*"))
                .addTerritories("CN")
                .addCategoriesAllowed("*")
                .setStartTime(Timestamps.fromMillis(clock.millis() - 60_000))
                .setEndTime(Timestamps.fromMillis(clock.millis() + 86_400_000))
                .setMaxConcurrentRooms(ROOMS_A_LICENCE))
        .setConsent(
            Consent.newBuilder()
                .setMethod(ConsentMethod.CONSENT_METHOD_SIMULATED)
                .setTransaction("bench")
                .setTextSha256(ByteString.copyFrom(sha256(new byte[0])))
                .setLocale("en")
                .setSignTime(now))
        .build();
  }

  private static String upload(Channel registry, String person) {
    byte[] file = triangle();
    CompletableFuture<String> avatar = new CompletableFuture<>();
    StreamObserver<UploadAvatarRequest> call =
        AvatarServiceGrpc.newStub(registry)
            .uploadAvatar(
                new StreamObserver<UploadAvatarResponse>() {
                  @Override
                  public void onNext(UploadAvatarResponse response) {
                    avatar.complete(response.getAvatar().getAvatarId());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    avatar.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    avatar.completeExceptionally(new IllegalStateException("no answer"));
                  }
                });
    call.onNext(
        UploadAvatarRequest.newBuilder()
            .setHeader(
                UploadAvatarHeader.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setOwnerSubjectId(person)
                    .setDisplayName("bench")
                    .setSizeBytes(file.length)
                    .setSha256(ByteString.copyFrom(sha256(file)))
                    .setSeparateLicenceReference("bench")
                    .setSeparateLicenceSha256(
                        ByteString.copyFrom(sha256("bench".getBytes(StandardCharsets.UTF_8)))))
            .build());
    call.onNext(UploadAvatarRequest.newBuilder().setChunk(ByteString.copyFrom(file)).build());
    call.onCompleted();
    return avatar.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** A GLB of one triangle. */
  private static byte[] triangle() {
    String json =
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
        "buffers":[{"byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],
        "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3}]}
        """;
    byte[] text = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(28 + text.length + 36).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(text.length).putInt(0x4E4F534A).put(text).putInt(36).putInt(0x004E4942);
    return out.array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
