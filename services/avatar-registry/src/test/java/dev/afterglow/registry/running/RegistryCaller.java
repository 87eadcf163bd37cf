package dev.afterglow.registry.running;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.Consent;
import dev.afterglow.api.registry.v1.ConsentMethod;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc;
import dev.afterglow.api.registry.v1.Document;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.Presence;
import dev.afterglow.api.registry.v1.PresenceServiceGrpc;
import dev.afterglow.api.registry.v1.ResumePresenceRequest;
import dev.afterglow.api.registry.v1.ResumeVerificationRequest;
import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import dev.afterglow.api.registry.v1.UploadAvatarResponse;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.platform.tenant.TenantHeader;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A real client of the registry over a real channel. */
public final class RegistryCaller implements AutoCloseable {
  /** A name that stands in no log. */
  public static final String NAME = "Wei Canary";

  private static final AtomicInteger SEQUENCE = new AtomicInteger();
  private static final int CHUNK_BYTES = 100;

  private final ManagedChannel channel;
  public final IdentityServiceGrpc.IdentityServiceBlockingStub identities;
  public final PresenceServiceGrpc.PresenceServiceBlockingStub presences;
  public final AvatarServiceGrpc.AvatarServiceBlockingStub avatars;
  public final AvatarServiceGrpc.AvatarServiceStub uploads;
  public final LicenceServiceGrpc.LicenceServiceBlockingStub licences;
  public final LeaseServiceGrpc.LeaseServiceBlockingStub leases;
  public final LeaseServiceGrpc.LeaseServiceStub watches;
  public final LeaseServiceGrpc.LeaseServiceFutureStub renewals;
  public final DeviceServiceGrpc.DeviceServiceBlockingStub devices;
  public final LogServiceGrpc.LogServiceBlockingStub log;
  public final LogServiceGrpc.LogServiceFutureStub appends;

  public RegistryCaller(URL url) {
    this(url, new Metadata());
  }

  /** A caller of a tenant's. */
  public RegistryCaller(URL url, String tenant) {
    this(url, TenantHeader.of(tenant));
  }

  /** A caller that sends headers with each call. */
  RegistryCaller(URL url, Metadata headers) {
    channel =
        ManagedChannelBuilder.forAddress(url.getHost(), url.getPort())
            .usePlaintext()
            .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
            .build();
    identities = IdentityServiceGrpc.newBlockingStub(channel);
    presences = PresenceServiceGrpc.newBlockingStub(channel);
    avatars = AvatarServiceGrpc.newBlockingStub(channel);
    uploads = AvatarServiceGrpc.newStub(channel);
    licences = LicenceServiceGrpc.newBlockingStub(channel);
    leases = LeaseServiceGrpc.newBlockingStub(channel);
    watches = LeaseServiceGrpc.newStub(channel);
    renewals = LeaseServiceGrpc.newFutureStub(channel);
    devices = DeviceServiceGrpc.newBlockingStub(channel);
    log = LogServiceGrpc.newBlockingStub(channel);
    appends = LogServiceGrpc.newFutureStub(channel);
  }

  /** Any call, made by hand. */
  public Channel channel() {
    return channel;
  }

  public static String id() {
    return UUID.randomUUID().toString();
  }

  /** A number of the right form that nobody holds. */
  public static String number() {
    int n = SEQUENCE.incrementAndGet();
    String body = "990000%04d0102%03d".formatted(1950 + n / 1000, n % 1000);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (body.charAt(i) - '0') * weights[i];
    }
    return body + "10X98765432".charAt(sum % 11);
  }

  public BeginVerificationRequest.Builder verification(String number, String name) {
    return BeginVerificationRequest.newBuilder()
        .setRequestId(id())
        .setProvider("simulator")
        .setDocument(
            Document.newBuilder()
                .setType(DocumentType.DOCUMENT_TYPE_CN_RESIDENT_ID)
                .setNumber(number)
                .setName(name));
  }

  public Person begin(String name) {
    return identities.beginVerification(verification(number(), name).build()).getPerson();
  }

  public Person resume(String subjectId) {
    return identities
        .resumeVerification(ResumeVerificationRequest.newBuilder().setSubjectId(subjectId).build())
        .getPerson();
  }

  public Presence beginPresence(String subjectId, String provider) {
    return presences
        .beginPresence(
            BeginPresenceRequest.newBuilder()
                .setRequestId(id())
                .setSubjectId(subjectId)
                .setProvider(provider)
                .build())
        .getPresence();
  }

  public Presence resumePresence(String presenceId) {
    return presences
        .resumePresence(ResumePresenceRequest.newBuilder().setPresenceId(presenceId).build())
        .getPresence();
  }

  public String verified() {
    return resume(begin(NAME).getSubjectId()).getSubjectId();
  }

  public UploadAvatarHeader.Builder header(String owner, byte[] file) {
    return UploadAvatarHeader.newBuilder()
        .setRequestId(id())
        .setOwnerSubjectId(owner)
        .setDisplayName("tiny")
        .setSizeBytes(file.length)
        .setSha256(ByteString.copyFrom(sha256(file)))
        .setSeparateLicenceReference("contract 1")
        .setSeparateLicenceSha256(
            ByteString.copyFrom(sha256("contract 1".getBytes(StandardCharsets.UTF_8))));
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Avatar upload(String owner) {
    byte[] file = TinyAvatar.glb(SEQUENCE.incrementAndGet());
    return upload(header(owner, file).build(), file);
  }

  /** Sends a header and bytes; a refusal comes as the exception it is. */
  public Avatar upload(UploadAvatarHeader header, byte[] bytes) {
    CompletableFuture<Avatar> answer = new CompletableFuture<>();
    StreamObserver<UploadAvatarRequest> call =
        uploads.uploadAvatar(
            new StreamObserver<UploadAvatarResponse>() {
              @Override
              public void onNext(UploadAvatarResponse response) {
                answer.complete(response.getAvatar());
              }

              @Override
              public void onError(Throwable thrown) {
                answer.completeExceptionally(thrown);
              }

              @Override
              public void onCompleted() {}
            });
    call.onNext(UploadAvatarRequest.newBuilder().setHeader(header).build());
    for (int at = 0; at < bytes.length; at += CHUNK_BYTES) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK_BYTES));
      call.onNext(UploadAvatarRequest.newBuilder().setChunk(ByteString.copyFrom(chunk)).build());
    }
    call.onCompleted();
    return await(answer);
  }

  public static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Timestamp at(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  public LicenceTerms.Builder terms(String avatarId) {
    Instant now = new MovableClock().instant();
    return LicenceTerms.newBuilder()
        .setAvatarId(avatarId)
        .setDriverScope(DriverScope.DRIVER_SCOPE_OWNER_ONLY)
        .addVoices(VoiceMode.VOICE_MODE_REAL)
        .addMotions(MotionMode.MOTION_MODE_MOCAP)
        .addMotions(MotionMode.MOTION_MODE_TAPE)
        .addUses(UseKind.USE_KIND_LIVE)
        .addPlatforms(PlatformAccount.newBuilder().setPlatform("showroom").setAccountId("*"))
        .addPlatforms(PlatformAccount.newBuilder().setPlatform("douyin_live").setAccountId("*"))
        .addTerritories("CN")
        .addCategoriesAllowed("tea")
        .setStartTime(at(now.minus(Duration.ofDays(2))))
        .setEndTime(at(now.plus(Duration.ofDays(2))))
        .setMaxConcurrentRooms(1);
  }

  public GrantLicenceRequest.Builder grant(String licensor, LicenceTerms terms) {
    return GrantLicenceRequest.newBuilder()
        .setRequestId(id())
        .setLicensorSubjectId(licensor)
        .setTerms(terms)
        .setConsent(
            Consent.newBuilder()
                .setMethod(ConsentMethod.CONSENT_METHOD_SIMULATED)
                .setTransaction("test")
                .setTextSha256(ByteString.copyFrom(sha256(new byte[0])))
                .setLocale("zh-CN")
                .setSignTime(at(new MovableClock().instant())));
  }

  public Licence licence(String licensor, String avatarId) {
    return licences.grantLicence(grant(licensor, terms(avatarId).build()).build()).getLicence();
  }

  /** A licence with something else in its terms. */
  public Licence licence(
      String licensor, String avatarId, UnaryOperator<LicenceTerms.Builder> change) {
    LicenceTerms terms = change.apply(terms(avatarId)).build();
    return licences.grantLicence(grant(licensor, terms).build()).getLicence();
  }

  /** A use that the licence of {@link #licence} allows. */
  public IntendedUse use(Licence licence) {
    return IntendedUse.newBuilder()
        .setLicenceId(licence.getLicenceId())
        .setAvatarId(licence.getTerms().getAvatarId())
        .setDriverSubjectId(licence.getLicensorSubjectId())
        .setVoice(VoiceMode.VOICE_MODE_REAL)
        .setMotion(MotionMode.MOTION_MODE_TAPE)
        .setLiveness(Liveness.LIVENESS_LIVE)
        .setUse(UseKind.USE_KIND_LIVE)
        .setPlatform(PlatformAccount.newBuilder().setPlatform("showroom").setAccountId("a"))
        .setTerritory("CN")
        .setCategory("tea")
        .setRoomId(id())
        .build();
  }

  /** A licence with everything before it. */
  public Licence ready() {
    String person = verified();
    return licence(person, upload(person).getAvatarId());
  }

  /** The same with a word in every text that people write. */
  public Licence marked(String word) {
    String person = verified();
    byte[] file = TinyAvatar.glb(SEQUENCE.incrementAndGet());
    Avatar avatar =
        upload(
            header(person, file).setDisplayName(word).setSeparateLicenceReference(word).build(),
            file);
    LicenceTerms terms = terms(avatar.getAvatarId()).addCategoriesAllowed(word).build();
    GrantLicenceRequest.Builder grant = grant(person, terms);
    grant.getConsentBuilder().setTransaction(word);
    return licences.grantLicence(grant.build()).getLicence();
  }

  /** The ErrorInfo of a refusal. */
  public static ErrorInfo info(Throwable thrown) {
    var status = StatusProto.fromThrowable(thrown);
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class);
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new AssertionError("no ErrorInfo: " + thrown);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
