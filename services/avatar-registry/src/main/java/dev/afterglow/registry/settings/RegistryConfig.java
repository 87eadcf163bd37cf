package dev.afterglow.registry.settings;

import dev.afterglow.registry.policy.LeaseMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What an operator can set of the registry. */
@ConfigMapping(prefix = "afterglow.registry")
public interface RegistryConfig {

  /**
   * The folder where avatars and parts lie, shared by all replicas; where they lie in a bucket,
   * only what is coming in, for each replica by itself. The default is below the working folder,
   * which suits one machine; a deployment mounts a volume.
   */
  @WithDefault("data/registry/assets")
  Path assetFolder();

  /**
   * The folder of the vault's master key, its index keys and the sealing key, mode 0700. Without it
   * a folder {@code keys} beside the asset folder is used and made, which suits one machine: keys
   * and data then lie on one disk.
   */
  Optional<Path> keyFolder();

  /**
   * Whether the simulator may verify people and consents may be simulated. Off by default, because
   * both mean that nobody was asked; on, the service starts only while it listens on the loopback
   * address alone.
   */
  @WithDefault("false")
  boolean allowSimulated();

  /**
   * How long a verification counts. A year is what document and face change little in, and what
   * selling platforms ask for at most.
   */
  @WithDefault("365d")
  Duration reverifyAfter();

  /**
   * How long leases last, by tenant: {@code strict} or {@code available}. Strict is the platform's
   * own time, 5 s, so that a revocation is felt within it even if no message arrives, and a
   * registry that does not answer stops rooms as soon. Available is as long as the platform's
   * policy lets a lease last, 30 s at most: rooms outlive a short outage, and a revocation whose
   * messages are lost takes as long. Strict where a tenant is not named.
   */
  Map<String, LeaseMode> leaseModes();

  /**
   * How often revocations by other replicas are looked for. With 200 ms a push takes well under the
   * 1.5 s that a room may take to go to slate, for five small queries a second and replica.
   */
  @WithDefault("200ms")
  Duration leasePoll();

  /**
   * How often a watcher of leases hears that the watch is alive. The contract promises 2 s at most;
   * the default leaves room for the network.
   */
  @WithDefault("1500ms")
  Duration leaseHeartbeat();

  /**
   * How many files may come in at one time, 1 to 256. Each takes up to 256 MiB of disk and a worker
   * thread while it is judged; eight leave most of the twenty worker threads free.
   */
  @WithDefault("8")
  @Min(1)
  @Max(256)
  int maxUploads();
}
