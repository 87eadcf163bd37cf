package dev.afterglow.registry.wiring;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.StoreUnavailable;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.vault.Vault;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/** Stops a start that is not safe, and makes keys, folders and policies fail at once if at all. */
public final class StartChecks {
  private static final Log LOG = Log.of(StartChecks.class);
  private static final String SIMULATED = "afterglow.registry.allow-simulated";

  void atStart(
      @Observes StartupEvent start,
      RegistryConfig config,
      VertxHttpConfig http,
      Vault vault,
      SealingKey key,
      AssetStore assets,
      PolicyTable policies) {
    Objects.requireNonNull(vault.fingerprint(new byte[0]), "vault");
    check(assets);
    refuseStrangers(config.allowSimulated(), http.host());
    if (config.allowSimulated()) {
      LOG.warn("simulated people and consents pass", LogKey.PROPERTY.is(SIMULATED));
    }
    LOG.info(
        "registry ready",
        LogKey.KIND.is("sealing key " + key.keyId()),
        LogKey.COUNT.is(policies.all().size()));
  }

  /** Settings that are wrong stop the start; a storage that is away for now does not. */
  private static void check(AssetStore assets) {
    try {
      assets.check();
    } catch (StoreUnavailable e) {
      if (e.lasting()) {
        throw new IllegalStateException(
            "the storage of files cannot be used: look at afterglow.registry.assets", e);
      }
      LOG.warn("the storage of files is away", LogKey.REASON.is(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("the storage of files cannot be used", e);
    }
  }

  /** Simulated people are for one machine: nobody else may reach a service that accepts them. */
  static void refuseStrangers(boolean allowSimulated, String host) {
    if (allowSimulated && !isLoopback(host)) {
      throw new IllegalStateException(
          SIMULATED
              + " lets people pass whom nobody verified: turn it off, or set quarkus.http.host to"
              + " 127.0.0.1.");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
