package dev.afterglow.registry.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Between the contracts' words and the domain's. An enum constant of a contract is the domain's
 * with a prefix; what the domain does not have is {@code UNSTATED} or refused.
 */
public final class Words {
  private Words() {}

  /** The domain's constant; empty for UNSPECIFIED, unknown numbers and words it does not have. */
  public static <D extends Enum<D>> Optional<D> domain(
      ProtocolMessageEnum word, String prefix, Class<D> type) {
    String name = word instanceof Enum<?> constant ? constant.name() : "";
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    String bare = name.substring(prefix.length());
    for (D constant : type.getEnumConstants()) {
      if (constant.name().equals(bare)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The contract's constant; the first one, UNSPECIFIED, for what the domain calls UNSTATED. */
  public static <P extends Enum<P>> P contract(Enum<?> word, String prefix, Class<P> type) {
    String name = word.name().equals("UNSTATED") ? "UNSPECIFIED" : word.name();
    return Enum.valueOf(type, prefix + name);
  }

  /** A UUID in the one spelling that is stored. */
  public static String id(String uuid) {
    return uuid.toLowerCase(Locale.ROOT);
  }

  /** An instant. */
  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /**
   * An instant of the years 1 to 9999, which is as far as protobuf's timestamps go.
   *
   * @throws AfterglowException INVALID_FIELD for any other, or a nanosecond that is none
   */
  public static Instant instant(Timestamp timestamp) {
    if (!Timestamps.isValid(timestamp)) {
      throw AfterglowException.invalidField("time", "a time lies in the years 1 to 9999");
    }
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  /** A span. */
  public static Duration duration(java.time.Duration span) {
    return Duration.newBuilder().setSeconds(span.getSeconds()).setNanos(span.getNano()).build();
  }

  /** Hex digits of bytes, lower case. */
  public static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** Bytes of hex digits. */
  public static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** A use. */
  public static IntendedUse use(dev.afterglow.api.registry.v1.IntendedUse use) {
    return new IntendedUse(
        id(use.getLicenceId()),
        id(use.getAvatarId()),
        id(use.getDriverSubjectId()),
        domain(use.getVoice(), "VOICE_MODE_", VoiceMode.class).orElse(VoiceMode.UNSTATED),
        domain(use.getMotion(), "MOTION_MODE_", MotionMode.class).orElse(MotionMode.UNSTATED),
        domain(use.getLiveness(), "LIVENESS_", Liveness.class).orElse(Liveness.UNSTATED),
        domain(use.getUse(), "USE_KIND_", UseKind.class).orElse(UseKind.UNSTATED),
        account(use.getPlatform()),
        use.getTerritory(),
        use.getCategory(),
        id(use.getRoomId()),
        id(use.getVoicePartId()));
  }

  /** A use. */
  public static dev.afterglow.api.registry.v1.IntendedUse use(IntendedUse use) {
    return dev.afterglow.api.registry.v1.IntendedUse.newBuilder()
        .setLicenceId(use.licenceId())
        .setAvatarId(use.avatarId())
        .setDriverSubjectId(use.driverSubjectId())
        .setVoice(
            contract(use.voice(), "VOICE_MODE_", dev.afterglow.api.registry.v1.VoiceMode.class))
        .setMotion(
            contract(use.motion(), "MOTION_MODE_", dev.afterglow.api.registry.v1.MotionMode.class))
        .setLiveness(
            contract(use.liveness(), "LIVENESS_", dev.afterglow.api.registry.v1.Liveness.class))
        .setUse(contract(use.use(), "USE_KIND_", dev.afterglow.api.registry.v1.UseKind.class))
        .setPlatform(account(use.platform()))
        .setTerritory(use.territory())
        .setCategory(use.category())
        .setRoomId(use.roomId())
        .setVoicePartId(use.voicePartId())
        .build();
  }

  /** An account. */
  public static dev.afterglow.registry.use.PlatformAccount account(PlatformAccount account) {
    return new dev.afterglow.registry.use.PlatformAccount(
        account.getPlatform(), account.getAccountId());
  }

  /** An account. */
  public static PlatformAccount account(dev.afterglow.registry.use.PlatformAccount account) {
    return PlatformAccount.newBuilder()
        .setPlatform(account.platform())
        .setAccountId(account.accountId())
        .build();
  }
}
