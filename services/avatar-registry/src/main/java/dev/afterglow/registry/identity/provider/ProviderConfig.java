package dev.afterglow.registry.identity.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Accounts at providers of real-name verification. A provider without account is not offered. */
@ConfigMapping(prefix = "afterglow.registry.identity")
public interface ProviderConfig {

  /**
   * How long a call may take, connecting included. The people whom it is for wait before a screen,
   * and the callers' own limit is ten seconds.
   */
  @WithDefault("8s")
  Duration patience();

  /** Alibaba Cloud. */
  Aliyun aliyun();

  /** Tencent Cloud. */
  Tencent tencent();

  /** Review by two people. */
  Manual manual();

  /** Review by two people of the operator's own. */
  interface Manual {
    /**
     * Whether it is offered. Off by default, because it rests on an operator who has people to look,
     * and a caller that knows who they are.
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * How long a review waits for its two reviewers, and how long an approval waits to be taken over.
     * Three days cover a weekend; what lies longer is filed anew, with the document as it then is.
     */
    @WithDefault("72h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration openFor();
  }

  /** An account at Alibaba Cloud's financial-grade verification. */
  interface Aliyun {
    /** Where its service listens; changed only to try the adapter against a server of one's own. */
    @WithDefault("https://cloudauth.aliyuncs.com")
    URI endpoint();

    /** The access key's id. Without it this provider is not offered. */
    Optional<String> keyId();

    /** The file that holds the access key's secret and nothing else; the secret is no setting. */
    Optional<Path> secretFile();

    /** The scene for enrolment, as the provider's console names it. */
    Optional<Long> sceneId();
  }

  /** An account at Tencent Cloud FaceID. */
  interface Tencent {
    /** Where its service listens; changed only to try the adapter against a server of one's own. */
    @WithDefault("https://faceid.tencentcloudapi.com")
    URI endpoint();

    /** The key's id. Without it this provider is not offered. */
    Optional<String> secretId();

    /** The file that holds the key and nothing else; the key is no setting. */
    Optional<Path> secretFile();

    /** The rule for enrolment, as the provider's console names it. */
    Optional<String> ruleId();
  }
}
