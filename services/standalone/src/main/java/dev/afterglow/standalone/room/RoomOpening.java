package dev.afterglow.standalone.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.Consent;
import dev.afterglow.api.registry.v1.ConsentMethod;
import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.api.render.v1.Destination;
import dev.afterglow.api.render.v1.DestinationKind;
import dev.afterglow.api.render.v1.OutputFormat;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastUse;
import dev.afterglow.api.studio.v1.CreateBroadcastRequest;
import dev.afterglow.api.studio.v1.CreateBroadcastResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes everything that a broadcast stands on, through the services' public APIs alone. */
public final class RoomOpening {
  /** The policy table's entry for rooms that no selling platform shows; it lets a tape drive. */
  static final String PLATFORM = "showroom";

  private static final String TERRITORY = "CN";
  private static final String CATEGORY = "demonstration";
  private static final String CONSENT_TEXT =
      "Simulated consent of a standalone run: no real person is portrayed.";
  private static final String LICENCE_TEXT =
      "An avatar file that is tried on one's own machine: nothing is sold with it.";

  private final Channel registry;
  private final Channel studio;
  private final Path dataFolder;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * An opening over two channels.
   *
   * @param registry to avatar-registry
   * @param studio to studio
   * @param dataFolder remembers the presenter and the avatars from run to run
   */
  public RoomOpening(
      Channel registry, Channel studio, Path dataFolder, Clock clock, RandomGenerator random) {
    this.registry = registry;
    this.studio = studio;
    this.dataFolder = dataFolder;
    this.clock = clock;
    this.random = random;
  }

  /** Verifies the presenter, registers the avatar, grants a licence and makes the broadcast. */
  public OpenRoom open(RoomPlan plan) {
    RememberedRoom remembered = new RememberedRoom(dataFolder);
    String subject =
        SimulatedPerson.verified(
            IdentityServiceGrpc.newBlockingStub(registry), remembered.subject(), random);
    remembered.rememberSubject(subject);
    String avatar = avatar(plan.avatar(), subject, remembered);
    String licence = licence(subject, avatar);
    CreateBroadcastResponse made = broadcast(plan, subject, avatar, licence);
    return new OpenRoom(
        made.getBroadcast().getBroadcastId(),
        made.getBroadcast().getRoomId(),
        made.getBroadcast().getDriveId(),
        made.getDriveToken(),
        licence,
        subject,
        avatar);
  }

  private String avatar(AvatarFile file, String subject, RememberedRoom remembered) {
    String known = remembered.avatar(subject, file.sha256());
    if (!known.isEmpty() && isRegistered(known)) {
      return known;
    }
    String avatar =
        AvatarUpload.upload(
                AvatarServiceGrpc.newStub(registry),
                subject,
                file,
                // A file whose own metadata forbids commerce can still be tried on one's own
                // machine.
                AvatarFile.of("standalone/local-demonstration", bytes(LICENCE_TEXT)))
            .getAvatarId();
    remembered.rememberAvatar(subject, file.sha256(), avatar);
    return avatar;
  }

  private boolean isRegistered(String avatar) {
    try {
      return !AvatarServiceGrpc.newBlockingStub(registry)
          .getAvatar(GetAvatarRequest.newBuilder().setAvatarId(avatar).build())
          .getAvatar()
          .getAvatarId()
          .isEmpty();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw Refusal.failure("look the avatar up", e);
    }
  }

  private String licence(String subject, String avatar) {
    Instant now = clock.instant();
    LicenceTerms terms =
        LicenceTerms.newBuilder()
            .setAvatarId(avatar)
            .setDriverScope(DriverScope.DRIVER_SCOPE_OWNER_ONLY)
            .addVoices(VoiceMode.VOICE_MODE_REAL)
            .addMotions(MotionMode.MOTION_MODE_MOCAP)
            .addMotions(MotionMode.MOTION_MODE_TAPE)
            .addUses(UseKind.USE_KIND_LIVE)
            .addUses(UseKind.USE_KIND_REHEARSAL)
            .addPlatforms(account())
            .addTerritories(TERRITORY)
            .addCategoriesAllowed(CATEGORY)
            .setStartTime(Timestamps.fromMillis(now.minus(Duration.ofMinutes(1)).toEpochMilli()))
            .setEndTime(Timestamps.fromMillis(now.plus(Duration.ofDays(3)).toEpochMilli()))
            .setMaxConcurrentRooms(8)
            .build();
    Consent consent =
        Consent.newBuilder()
            .setMethod(ConsentMethod.CONSENT_METHOD_SIMULATED)
            .setTransaction("standalone-" + now.toEpochMilli())
            .setTextSha256(
                ByteString.copyFrom(AvatarFile.of("consent", bytes(CONSENT_TEXT)).sha256()))
            .setLocale("en")
            .setSignTime(Timestamps.fromMillis(now.toEpochMilli()))
            .build();
    GrantLicenceRequest request =
        GrantLicenceRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setLicensorSubjectId(subject)
            .setTerms(terms)
            .setConsent(consent)
            .build();
    return Refusal.orSentence(
        "grant the licence",
        () ->
            LicenceServiceGrpc.newBlockingStub(registry)
                .grantLicence(request)
                .getLicence()
                .getLicenceId());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static PlatformAccount account() {
    return PlatformAccount.newBuilder().setPlatform(PLATFORM).setAccountId("standalone").build();
  }

  private CreateBroadcastResponse broadcast(
      RoomPlan plan, String subject, String avatar, String licence) {
    CreateBroadcastRequest request =
        CreateBroadcastRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setTitle(plan.title())
            .setUse(
                BroadcastUse.newBuilder()
                    .setLicenceId(licence)
                    .setAvatarId(avatar)
                    .setDriverSubjectId(subject)
                    .setVoice(VoiceMode.VOICE_MODE_REAL)
                    .setMotion(MotionMode.MOTION_MODE_TAPE)
                    .setPlatform(account())
                    .setTerritory(TERRITORY)
                    .setCategory(CATEGORY))
            .setOutput(
                OutputFormat.newBuilder()
                    .setWidth(plan.width())
                    .setHeight(plan.height())
                    .setFrameRate(plan.framesPerSecond()))
            .addAllDestinations(destinations(plan.rtmpUrls()))
            .build();
    return Refusal.orSentence(
        "make the broadcast",
        () -> BroadcastServiceGrpc.newBlockingStub(studio).createBroadcast(request));
  }

  private static DestinationKind kind(String url) {
    if (url.startsWith("srt://")) {
      return DestinationKind.DESTINATION_KIND_SRT;
    }
    return url.startsWith("http://") || url.startsWith("https://")
        ? DestinationKind.DESTINATION_KIND_WHIP
        : DestinationKind.DESTINATION_KIND_RTMP;
  }

  private static String name(DestinationKind kind, int number) {
    String word = kind.name().substring(kind.name().lastIndexOf('_') + 1);
    return word.toLowerCase(Locale.ROOT) + "-" + number;
  }

  private static List<Destination> destinations(List<String> urls) {
    return java.util.stream.IntStream.range(0, urls.size())
        .mapToObj(
            i ->
                Destination.newBuilder()
                    .setName(name(kind(urls.get(i)), i + 1))
                    .setKind(kind(urls.get(i)))
                    .setUrl(urls.get(i))
                    .build())
        .toList();
  }
}
