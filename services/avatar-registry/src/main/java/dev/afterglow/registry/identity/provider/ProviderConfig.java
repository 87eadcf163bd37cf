package dev.afterglow.registry.identity.provider;

import dev.afterglow.registry.identity.Refusal;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  /**
   * Where this service is reached from outside for callbacks, without the provider's name: {@code
   * https://registry.example/identity/callbacks}. HTTPS, or an address of this machine. Without it
   * no provider is told where to call, and outcomes are found by asking alone.
   */
  Optional<URI> callbackUrl();

  /** Alibaba Cloud. */
  Aliyun aliyun();

  /** Tencent Cloud. */
  Tencent tencent();

  /** Review by two people. */
  Manual manual();

  /** An OpenID provider that knows people by their real names. */
  Oidc oidc();

  /**
   * An account at an OpenID provider, such as a gateway to the national network identity service.
   */
  interface Oidc {
    /**
     * What its tokens name as their issuer; its discovery document lies below it. HTTPS, or an
     * address of this machine. Without it this provider is not offered.
     */
    Optional<URI> issuer();

    /** Our name there, which its tokens are for. */
    Optional<String> clientId();

    /** The file that holds our secret there and nothing else; the secret is no setting. */
    Optional<Path> secretFile();

    /**
     * Where it sends people back to, as registered there; whoever serves it calls CompleteSignIn.
     */
    Optional<URI> redirectUri();

    /**
     * What is asked for. What name and number need beyond {@code openid} is the gateway's to say.
     */
    @WithDefault("openid")
    String scope();

    /** The claim of the token with the holder's name: OpenID's own. */
    @WithDefault("name")
    String nameClaim();

    /**
     * The claim of the token with the document's number. OpenID has none, so there is no default.
     * Without both claims in the token nobody is verified: that somebody signed in proves nothing
     * about the document that was filed.
     */
    Optional<String> numberClaim();

    /** What the gateway's errors mean; one that is not named means POLICY. */
    Map<String, Refusal> refusals();

    /** How long a person has to sign in: some minutes with a phone, and not until tomorrow. */
    @WithDefault("15m")
    @DurationMin(minutes = 1)
    @DurationMax(hours = 24)
    Duration openFor();
  }

  /** Review by two people of the operator's own. */
  interface Manual {
    /**
     * Whether it is offered. Off by default, because it rests on an operator who has people to
     * look, and a caller that knows who they are.
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * How long a review waits for its two reviewers, and how long an approval waits to be taken
     * over. Three days cover a weekend; what lies longer is filed anew, with the document as it
     * then is.
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

    /**
     * The scene for presence, another one than for enrolment. Without it presence is not asked
     * there. The provider has to keep the faces of enrolments for it, which its console says.
     */
    Optional<Long> presenceSceneId();

    /** The product of that scene: a living face compared with one that was kept. */
    @WithDefault("PV_FV")
    String presenceProductCode();

    /** The scene for consents that are read aloud. Without it they are not asked there. */
    Optional<Long> intentionSceneId();
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

    /** The rule for presence. Without it presence is not asked there. */
    Optional<String> presenceRuleId();

    /** The rule for consents that are read aloud. Without it they are not asked there. */
    Optional<String> intentionRuleId();
  }
}
